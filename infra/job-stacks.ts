import type { App, StackProps } from 'aws-cdk-lib';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import type { ServiceFunction } from '#infra/constructs/service-function';
import { BulkStack } from '#infra/stacks/bulk-stack';
import { CalendarsStack } from '#infra/stacks/calendars-stack';
import { ExportsStack } from '#infra/stacks/exports-stack';

interface JobStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  /** What their machines call when a run dies. */
  readonly recordFailure: ServiceFunction;
}

/** The stacks of work that comes by many dossiers at once. `named` makes a stack's name of its word. */
export function addJobStacks(app: App, named: (word: string) => string, props: JobStackProps): void {
  new CalendarsStack(app, named('Calendars'), props);
  new BulkStack(app, named('Bulk'), props);
  new ExportsStack(app, named('Exports'), props);
}
