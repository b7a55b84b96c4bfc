import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { SlaAlarmProps } from '#infra/constructs/sla-alarm';

/** An alarm of the cell as a machine, before it is told where it is heard. */
export interface CellAlarm extends Omit<SlaAlarmProps, 'alarmTopic' | 'tellsOnlyTheEnd'> {
  readonly id: string;
  /** While it rings the platform itself is down, and nobody is called for limits that are late because of it. @default false */
  readonly isPlatformIncident?: boolean;
}

/** For a count that is only told when there is something to count. */
export const silenceIsGood = TreatMissingData.NOT_BREACHING;
