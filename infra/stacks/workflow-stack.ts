import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { ServiceFunction } from '#infra/constructs/service-function';
import { Workflow } from '#infra/constructs/workflow';

const owner = 'workflow';

/** The two machines and the steps they call: what walks a dossier on when nobody is at the door. */
export class WorkflowStack extends Stack {
  readonly lifecycle: Workflow;
  readonly consultation: Workflow;

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
      failureImpact: 'Dossiers stand still after each answer, and no deadline is noticed.',
    });
    const decideConsultation = new ServiceFunction(this, 'steps/decide-consultation', {
      ...deciding,
      failureImpact: 'Opinions come in and nobody counts them, and silence is never given the meaning the law gives it.',
    });
    const recordFailure = new ServiceFunction(this, 'steps/record-failure', {
      ...deciding,
      environment: { DOSSIER_TABLE: dossiers.name },
      // It counts and logs; the record is whole without it.
      access: [],
      failureImpact: 'A run that died is counted by nobody; only the alarm of its machine and the reconciler know of it.',
    });
    const machine = { surroundings: cell, owner, names: { DossierTableName: dossiers.name } };
    this.lifecycle = new Workflow(this, 'DossierLifecycle', {
      ...machine,
      file: 'dossier-lifecycle',
      calls: [decideNext, recordFailure],
      access: [dossiers.takesWaits('version')],
      failureImpact: 'A dossier has lost the run that walks it on and stands still until the reconciler starts another.',
    });
    this.consultation = new Workflow(this, 'InteragencyConsultation', {
      ...machine,
      file: 'interagency-consultation',
      calls: [decideConsultation, recordFailure],
      access: [dossiers.takesWaits('revision')],
      failureImpact: 'A consultation has lost its run, and the step that waits for it stands still until the reconciler starts another.',
    });
  }
}
