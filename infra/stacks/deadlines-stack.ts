import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

interface DeadlinesStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
}

/** What is done about time: explain it, foresee it, stop it by law, answer for it when it runs out. */
export class DeadlinesStack extends Stack {
  constructor(scope: Construct, id: string, props: DeadlinesStackProps) {
    super(scope, id, props);
    this.explain(props);
    this.answerFor(props);
  }

  private explain({ cell, api }: DeadlinesStackProps): void {
    const { dossiers, register, figures } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const reading = { cell, environment, owner: 'deadlines', access: [dossiers.reads(), register.reads()] };

    api.route('GET /v1/dossiers/{dossierId}/deadlines', new ServiceFunction(this, 'deadlines/read-deadlines', {
      ...reading,
      failureImpact: { vi: 'Không ai xem được vì sao hồ sơ có hạn vào ngày đó.', en: 'Nobody can see why a dossier is due on its day.' },
    }));
    api.publicRoute('GET /v1/lookup/{dossierCode}/deadlines', new ServiceFunction(this, 'deadlines/look-up-deadlines', {
      ...reading,
      failureImpact: { vi: 'Công dân cầm giấy hẹn không xem được hạn của hồ sơ mình được tính thế nào.', en: 'A citizen with the receipt cannot see how the date of his dossier was counted.' },
    }));
    api.publicRoute('GET /v1/procedures/{procedureCode}/due-date', new ServiceFunction(this, 'deadlines/preview-due-date', {
      ...reading,
      environment: { REGISTER_TABLE: register.name, FIGURES_TABLE: figures.name },
      access: [register.reads(), figures.reads()],
      failureImpact: { vi: 'Công dân không biết trước nộp hôm nay thì bao giờ có kết quả.', en: 'People cannot learn beforehand when a dossier handed in today would be due.' },
    }));
  }

  private answerFor({ cell, api }: DeadlinesStackProps): void {
    const { dossiers, register } = cell;
    const environment = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const moving = { cell, environment, owner: 'deadlines', access: [dossiers.reads(), dossiers.writes(), register.reads()] };

    api.route('POST /v1/dossiers/{dossierId}/apology', new ServiceFunction(this, 'deadlines/send-apology', {
      ...moving,
      failureImpact: { vi: 'Cơ quan chậm mà không gửi được lời xin lỗi và ngày hẹn mới.', en: 'An agency that will be late cannot apologise and give the new appointment in time.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/suspension', new ServiceFunction(this, 'deadlines/suspend-clock', {
      ...moving,
      failureImpact: { vi: 'Văn bản tạm dừng đã có hiệu lực nhưng thời hạn vẫn chạy.', en: 'A stop ordered by law does not stop the clock, and work counts as late that may not be done.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/suspension-end', new ServiceFunction(this, 'deadlines/lift-suspension', {
      ...moving,
      failureImpact: { vi: 'Hồ sơ đã hết căn cứ tạm dừng nhưng vẫn đứng yên.', en: 'Dossiers stand still although the ground for their stop is gone.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/assignment', new ServiceFunction(this, 'deadlines/assign-step', {
      ...moving,
      failureImpact: { vi: 'Lãnh đạo không chuyển được việc sang người hoặc cơ quan khác.', en: 'Heads cannot move work to another officer or agency.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/lateness-acknowledgement', new ServiceFunction(this, 'deadlines/acknowledge-lateness', {
      ...moving,
      failureImpact: { vi: 'Người được báo chậm không xác nhận được là đã biết.', en: 'Those told of a lateness cannot take note of it.' },
    }));
  }
}
