import { type App, Tags } from 'aws-cdk-lib';
import type { Cell, FunctionCode } from '#infra/cell';
import { addDocumentStacks } from '#infra/document-stacks';
import { addJobStacks } from '#infra/job-stacks';
import { AccessStack } from '#infra/stacks/access-stack';
import { AgencyWorkStack } from '#infra/stacks/agency-work-stack';
import { ApiStack } from '#infra/stacks/api-stack';
import { ApiDescriptionStack } from '#infra/stacks/api-description-stack';
import { DataStack } from '#infra/stacks/data-stack';
import { DeliveriesStack } from '#infra/stacks/deliveries-stack';
import { DeadlinesStack } from '#infra/stacks/deadlines-stack';
import { DeskStack } from '#infra/stacks/desk-stack';
import { EventsStack } from '#infra/stacks/events-stack';
import { FiguresStack } from '#infra/stacks/figures-stack';
import { IntakeStack } from '#infra/stacks/intake-stack';
import { KeepingStack } from '#infra/stacks/keeping-stack';
import { MonitoringStack } from '#infra/stacks/monitoring-stack';
import { OperationsStack } from '#infra/stacks/operations-stack';
import { PortalStack } from '#infra/stacks/portal-stack';
import { ProceduresStack } from '#infra/stacks/procedures-stack';
import { SlaStack } from '#infra/stacks/sla-stack';
import { SubscriptionsStack } from '#infra/stacks/subscriptions-stack';
import { WorkflowStack } from '#infra/stacks/workflow-stack';
import type { Stage } from '#infra/stages';
import { acknowledgeFindings, checkTemplates } from '#infra/suppressions';

/** Puts the stacks of one cell into an app, checked by both rule packs at synthesis. */
export function addCell(app: App, stage: Stage, codeOf: FunctionCode): void {
  const named = (word: string): string => `MotCua-${stage.name}-${word}`;
  const common = { terminationProtection: stage.protectsData };
  const data = new DataStack(app, named('Data'), { ...common, stage });
  const { key, statementKey, timestampAuthorityUrl, alarmTopic, dossiers, register, figures, feeds, access, log, papers, transfers } = data;
  const cell: Cell = { stage, codeOf, key, statementKey, timestampAuthorityUrl, alarmTopic, dossiers, register, figures, feeds, access, log, papers, transfers };
  const { api } = new ApiStack(app, named('Api'), { ...common, cell });
  new AccessStack(app, named('Access'), { ...common, cell, api });
  new ApiDescriptionStack(app, named('Description'), { ...common, cell, api });
  new ProceduresStack(app, named('Procedures'), { ...common, cell, api });
  addDocumentStacks(app, named, { ...common, cell, api });
  new IntakeStack(app, named('Intake'), { ...common, cell, api });
  new DeadlinesStack(app, named('Deadlines'), { ...common, cell, api });
  new DeskStack(app, named('Desk'), { ...common, cell, api });
  new AgencyWorkStack(app, named('AgencyWork'), { ...common, cell, api });
  const { lifecycle, consultation, signing, recordFailure } = new WorkflowStack(app, named('Workflow'), { ...common, cell });
  addJobStacks(app, named, { ...common, cell, api, recordFailure });
  const { portal } = new PortalStack(app, named('Portal'), { ...common, cell });
  const { keeping } = new KeepingStack(app, named('Keeping'), { ...common, cell, api });
  const { channels, streamBehind } = new EventsStack(app, named('Events'), { ...common, cell, lifecycle, consultation, signing, portal, keeping });
  new SubscriptionsStack(app, named('Subscriptions'), { ...common, cell, api, channels });
  new DeliveriesStack(app, named('Deliveries'), { ...common, cell, api, channels });
  new OperationsStack(app, named('Operations'), { ...common, cell, api, lifecycle, consultation, signing, channels, keeping });
  new FiguresStack(app, named('Figures'), { ...common, cell, api });
  new SlaStack(app, named('Sla'), { ...common, cell, api });
  new MonitoringStack(app, named('Monitoring'), { ...common, cell, api, streamBehind });

  for (const [name, value] of Object.entries(stage.tags)) Tags.of(app).add(name, value);
  acknowledgeFindings(app, stage);
  checkTemplates(app);
}
