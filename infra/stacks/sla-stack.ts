import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

export interface SlaStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** Who sees how promises are kept: CloudWatch every five minutes, an officer his own work, an agency its own, heads what is below them, everybody the public figures. */
export class SlaStack extends Stack {
  constructor(scope: Construct, id: string, props: SlaStackProps) {
    super(scope, id, props);
    this.evaluate(props.cell);
    this.show(props);
  }

  private evaluate(cell: Cell): void {
    const evaluator = new ServiceFunction(this, 'sla/evaluate-sla', {
      cell,
      owner: 'operations',
      failureImpact: {
        vi: 'Không còn ai đếm hồ sơ quá hạn, và lãnh đạo không được báo khi người dân bị trả lời trễ.',
        en: 'Nobody counts late dossiers, and no head is told when people are answered late.',
      },
      environment: { FIGURES_TABLE: cell.figures.name, REGISTER_TABLE: cell.register.name, PLACE_CODE: cell.stage.province.code },
      access: [cell.figures.reads(), cell.register.reads()],
      timeoutSeconds: 29,
    });
    new Rule(this, 'EveryFiveMinutes', {
      description: 'Tells how the place stands with what it promises people',
      schedule: Schedule.rate(Duration.minutes(5)),
      // The next run tells the same again: one that came late would tell the past as the present.
      targets: [new LambdaTarget(evaluator.lambda, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }

  private show({ cell, api }: SlaStackProps): void {
    const { dossiers, figures } = cell;
    const work = { cell, environment: { DOSSIER_TABLE: dossiers.name }, owner: 'agency work' };
    const boards = { cell, owner: 'operations', access: [figures.reads()] };

    api.route('GET /v1/sla/my-work', new ServiceFunction(this, 'sla/list-my-work', {
      ...work,
      access: [dossiers.reads('owner')],
      failureImpact: { vi: 'Cán bộ không thấy việc được giao cho mình, và thời hạn vẫn trôi.', en: 'Officers do not see the work given to them, and its limits run on.' },
    }));
    api.route('GET /v1/sla/agency', new ServiceFunction(this, 'sla/list-agency-work', {
      ...work,
      access: [dossiers.reads('inbox')],
      failureImpact: { vi: 'Cơ quan không thấy việc nào của mình sắp trễ hoặc đã trễ.', en: 'An agency does not see which of its work is about to be late, or is late.' },
    }));
    api.route('GET /v1/sla/scoreboard', new ServiceFunction(this, 'sla/read-scoreboard', {
      ...boards,
      environment: { FIGURES_TABLE: figures.name, PLACE_CODE: cell.stage.province.code },
      failureImpact: { vi: 'Lãnh đạo không xem được cơ quan nào giữ đúng hẹn và cơ quan nào không.', en: 'Heads cannot see which agencies keep their promises and which do not.' },
    }));
    api.publicRoute('GET /v1/sla/public-scoreboard', new ServiceFunction(this, 'sla/read-public-scoreboard', {
      ...boards,
      environment: { FIGURES_TABLE: figures.name, PLACE_CODE: cell.stage.province.code },
      failureImpact: { vi: 'Người dân không xem được các cơ quan giải quyết hồ sơ đúng hẹn đến đâu.', en: 'The public cannot see how well agencies keep their promises.' },
    }));
  }
}
