import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** What an agency does with the steps it owes: see them, answer them, ask others, give its opinion. */
export class AgencyWorkStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { dossiers, register } = cell;
    const base = { cell, environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name }, owner: 'agency work' };
    const reading = { ...base, access: [dossiers.reads(), register.reads()] };
    const moving = { ...base, access: [dossiers.reads(), dossiers.writes(), register.reads()] };

    api.route('GET /v1/inbox', new ServiceFunction(this, 'agency-work/read-inbox', {
      ...base,
      environment: { DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('inbox')],
      failureImpact: { vi: 'Cán bộ không thấy việc mình phải làm, trong khi thời hạn vẫn chạy.', en: 'Officials do not see the work they owe, and its limits run on.' },
    }));
    api.route('GET /v1/dossiers/{dossierId}/steps/{stepId}', new ServiceFunction(this, 'agency-work/read-step', {
      ...reading,
      failureImpact: { vi: 'Cơ quan không xem được việc mình được yêu cầu giải quyết.', en: 'An agency cannot see what it is asked to decide.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/answer', new ServiceFunction(this, 'agency-work/answer-step', {
      ...moving,
      failureImpact: {
        vi: 'Cơ quan không trả lời được bước của mình; việc đã làm xong vẫn bị tính là quá hạn.',
        en: 'Agencies cannot answer their steps; finished work counts as late.',
      },
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/retry', new ServiceFunction(this, 'agency-work/ask-again', {
      ...moving,
      failureImpact: {
        vi: 'Cơ quan không yêu cầu gửi lại được dữ liệu không khớp, và phải chờ hoặc quyết định trên dữ liệu sai.',
        en: 'Agencies cannot ask again for data that does not fit, and wait or decide on wrong data.',
      },
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/obligation', new ServiceFunction(this, 'agency-work/notify-obligation', {
      ...moving,
      failureImpact: { vi: 'Công dân không được báo khoản phải nộp và không làm tiếp được.', en: 'Citizens are not told what they have to pay, and cannot go on.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/steps/{stepId}/consultations', new ServiceFunction(this, 'agency-work/request-opinions', {
      ...moving,
      failureImpact: { vi: 'Cơ quan không lấy được ý kiến của các cơ quan mà mình phải hỏi.', en: 'An agency cannot ask the others it has to hear.' },
    }));
    api.route('POST /v1/dossiers/{dossierId}/consultations/{consultationId}/opinions', new ServiceFunction(this, 'agency-work/give-opinion', {
      ...moving,
      failureImpact: {
        vi: 'Cơ quan được hỏi không gửi được ý kiến, và sự im lặng có thể bị coi là đồng ý.',
        en: 'An agency that was asked cannot answer, and its silence may be taken for consent.',
      },
    }));
  }
}
