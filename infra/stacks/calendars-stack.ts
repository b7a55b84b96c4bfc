import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';
import { Workflow } from '#infra/constructs/workflow';

export interface CalendarsStackProps extends StackProps {
  readonly cell: Cell;
  readonly api: ServiceApi;
  readonly recordFailure: ServiceFunction;
}

const owner = 'calendars';

/** The calendar every due date is counted by: read by all, proposed and approved by administrators, replayed by a machine. */
export class CalendarsStack extends Stack {
  constructor(scope: Construct, id: string, props: CalendarsStackProps) {
    super(scope, id, props);
    const { cell, api } = props;
    const reading = { cell, owner, environment: { REGISTER_TABLE: cell.register.name }, access: [cell.register.reads()] };

    api.publicRoute('GET /v1/calendars', new ServiceFunction(this, 'calendars/read-calendars', {
      ...reading,
      failureImpact: { vi: 'Không ai tra cứu được ngày nào được tính và vì sao ngày hẹn như vậy.', en: 'Nobody can look up which days count, and why a date is as it is.' },
    }));
    api.route('GET /v1/calendars/proposals', new ServiceFunction(this, 'calendars/list-proposals', {
      ...reading,
      failureImpact: { vi: 'Người phải phê duyệt lịch mới không tìm thấy đề xuất.', en: 'Whoever has to approve a new calendar cannot find it.' },
    }));
    api.route('GET /v1/calendars/{edition}', new ServiceFunction(this, 'calendars/read-proposal', {
      ...reading,
      failureImpact: { vi: 'Người phải phê duyệt lịch mới không xem được lịch đó thay đổi những gì.', en: 'Whoever has to approve a new calendar cannot see what it changes.' },
    }));
    api.route('GET /v1/calendars/{edition}/moves', new ServiceFunction(this, 'calendars/list-moves', {
      ...reading,
      failureImpact: { vi: 'Người phải phê duyệt lịch mới không xem được hồ sơ nào bị dời ngày hẹn.', en: 'Whoever has to approve a new calendar cannot see whose dates it moves.' },
    }));
    this.decidedOn(props, this.replay(props));
  }

  private replay({ cell, recordFailure }: CalendarsStackProps): Workflow {
    const { dossiers, register } = cell;
    const decideReplay = new ServiceFunction(this, 'steps/decide-replay', {
      cell,
      owner,
      environment: { REGISTER_TABLE: register.name },
      access: [register.reads(), register.writes()],
      timeoutSeconds: 30,
      failureImpact: { vi: 'Ngày nghỉ hoán đổi đã được phê duyệt mà chưa có hiệu lực, nên người dân bị hẹn vào ngày cơ quan nghỉ.', en: 'A swap of rest days that was approved does not come into force, and dates are promised on days when offices are closed.' },
    });
    const recountPage = new ServiceFunction(this, 'steps/recount-page', {
      cell,
      owner,
      environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name },
      access: [dossiers.reads('census'), dossiers.writes(), register.reads(), register.writes()],
      timeoutSeconds: 30,
      failureImpact: { vi: 'Sau khi đổi lịch, một số hồ sơ đang giải quyết vẫn giữ ngày hẹn cũ cho đến khi việc tính lại được tiếp tục.', en: 'After a change of the calendar some open dossiers keep their old dates until the replay is resumed.' },
    });
    return new Workflow(this, 'CalendarReplay', {
      surroundings: cell,
      owner,
      file: 'calendar-replay',
      calls: [decideReplay, recountPage, recordFailure],
      names: { RegisterTableName: register.name },
      access: [register.takesWaits()],
      isDistributed: true,
      failureImpact: { vi: 'Việc đổi lịch dừng giữa chừng: một số hồ sơ đang giải quyết vẫn giữ ngày hẹn cũ cho đến khi có người cho tính lại tiếp.', en: 'A change of the calendar stands still half way: some open dossiers keep their old dates until somebody resumes the replay.' },
    });
  }

  private decidedOn({ cell, api }: CalendarsStackProps, machine: Workflow): void {
    const { register, stage } = cell;
    const environment = { REGISTER_TABLE: register.name, REPLAY_MACHINE_ARN: machine.machine.stateMachineArn };
    const writing = { cell, owner, environment, access: [register.reads(), register.writes()] };

    api.route('POST /v1/calendars', new ServiceFunction(this, 'calendars/propose-calendar', {
      ...writing,
      access: [...writing.access, machine.starts()],
      failureImpact: { vi: 'Ngày nghỉ hoán đổi được quyết định gấp không đưa được vào lịch.', en: 'A swap of rest days decided at short notice cannot be put into the calendar.' },
    }));
    api.route('POST /v1/calendars/{edition}/approval', new ServiceFunction(this, 'calendars/approve-calendar', {
      ...writing,
      // The handler asks for two persons unless it is told otherwise.
      environment: { ...environment, ...(!stage.calendarNeedsSecondPerson && { CALENDAR_FOUR_EYES: 'false' }) },
      access: [...writing.access, machine.signals()],
      failureImpact: { vi: 'Thay đổi lịch đã được xem xét mà không thể có hiệu lực.', en: 'A change of the calendar that was looked at cannot come into force.' },
    }));
    api.route('POST /v1/calendars/{edition}/rejection', new ServiceFunction(this, 'calendars/reject-calendar', {
      ...writing,
      access: [...writing.access, machine.signals()],
      failureImpact: { vi: 'Không bác bỏ được một đề xuất đổi lịch sai.', en: 'A wrong change of the calendar cannot be turned down.' },
    }));
    api.route('POST /v1/calendars/{edition}/resumption', new ServiceFunction(this, 'calendars/resume-replay', {
      ...writing,
      access: [...writing.access, machine.starts(), machine.observes()],
      failureImpact: { vi: 'Không thể cho việc tính lại bị đứt quãng chạy tiếp đến cùng.', en: 'A replay that lost its run cannot be brought to its end by hand.' },
    }));
  }
}
