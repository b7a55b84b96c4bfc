import { GraphWidget, type HorizontalAnnotation, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';

export interface Drawn {
  readonly left: IMetric[];
  /** @default nothing is drawn against the right axis */
  readonly right?: IMetric[];
  /** Values of the left axis above or below which somebody is called. @default none */
  readonly lines?: HorizontalAnnotation[];
}

/** A graph of which three stand in a row of a dashboard. */
export function graphOf(title: string, { left, right = [], lines = [] }: Drawn): GraphWidget {
  return new GraphWidget({ title, left, right, leftAnnotations: lines, width: 8, height: 6 });
}
