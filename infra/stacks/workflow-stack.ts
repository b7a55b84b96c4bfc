import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { ServiceFunction } from '#infra/constructs/service-function';
import { signingMachine } from '#infra/constructs/signing-machine';
import { Workflow } from '#infra/constructs/workflow';

const owner = 'workflow';

/** The three machines of a dossier and the steps they call: what walks a dossier on when nobody is at the door. */
export class WorkflowStack extends Stack {
  readonly lifecycle: Workflow;
  readonly consultation: Workflow;
  readonly signing: Workflow;
  readonly recordFailure: ServiceFunction;

  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell }) {
    super(scope, id, props);
    const { cell } = props;
    const { dossiers, register } = cell;
    const deciding = {
      cell,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      access: [dossiers.reads(), dossiers.writes(), register.reads()],
      owner,
      timeoutSeconds: 30,
    };
    const decideNext = new ServiceFunction(this, 'steps/decide-next', {
      ...deciding,
      failureImpact: { vi: 'Hồ sơ đứng yên sau mỗi câu trả lời, và không ai để ý đến thời hạn.', en: 'Dossiers stand still after each answer, and no deadline is noticed.' },
    });
    const decideConsultation = new ServiceFunction(this, 'steps/decide-consultation', {
      ...deciding,
      failureImpact: {
        vi: 'Ý kiến gửi về mà không ai tổng hợp, và sự im lặng không bao giờ được hiểu như luật định.',
        en: 'Opinions come in and nobody counts them, and silence is never given the meaning the law gives it.',
      },
    });
    const recordFailure = new ServiceFunction(this, 'steps/record-failure', {
      ...deciding,
      environment: { DOSSIER_TABLE: dossiers.name },
      // It counts and logs; the record is whole without it.
      access: [],
      failureImpact: {
        vi: 'Lượt điều phối bị hỏng không được ai ghi nhận; chỉ cảnh báo của bộ điều phối và việc đối soát biết đến.',
        en: 'A run that died is counted by nobody; only the alarm of its machine and the reconciler know of it.',
      },
    });
    this.recordFailure = recordFailure;
    const machine = { surroundings: cell, owner, names: { DossierTableName: dossiers.name } };
    this.lifecycle = new Workflow(this, 'DossierLifecycle', {
      ...machine,
      file: 'dossier-lifecycle',
      calls: [decideNext, recordFailure],
      access: [dossiers.takesWaits('version')],
      failureImpact: {
        vi: 'Một hồ sơ mất lượt điều phối và đứng yên cho đến khi đối soát khởi động lượt khác.',
        en: 'A dossier has lost the run that walks it on and stands still until the reconciler starts another.',
      },
    });
    this.consultation = new Workflow(this, 'InteragencyConsultation', {
      ...machine,
      file: 'interagency-consultation',
      calls: [decideConsultation, recordFailure],
      access: [dossiers.takesWaits('revision')],
      failureImpact: {
        vi: 'Một đợt lấy ý kiến mất lượt điều phối, và bước đang chờ nó đứng yên cho đến khi đối soát khởi động lượt khác.',
        en: 'A consultation has lost its run, and the step that waits for it stands still until the reconciler starts another.',
      },
    });
    this.signing = signingMachine(this, { deciding, machine, recordFailure });
  }
}
