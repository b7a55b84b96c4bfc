import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { BURN_WINDOWS, type BurnWindow, ON_TIME_OBJECTIVE } from '#domain/figures/burn-rate-policy';
import { METRIC } from '#domain/notifications/metric-names';
import { placeMetric } from '#infra/constructs/cell-metric';
import type { PeopleLimit } from '#infra/constructs/limit-alarm';
import type { Stage } from '#infra/stages';

/**
 * A limit comes near in the last fifth of its term, so work that is answered evenly, each piece at its last hour, shows 20 % at risk.
 * Well above that a queue has formed.
 */
const AT_RISK_PERCENT = 30;

/**
 * Thirty working days, longer than any step of the catalogue may lawfully take: lateness has its own alarm, this one finds the
 * dossier that lies with nobody (domain.md §9.1, "treo").
 */
const OLDEST_STEP_WORKING_HOURS = 30 * 8;

const promised = `${ON_TIME_OBJECTIVE * 100}`;
// The evaluator runs every five minutes; the worst of what it told in them counts.
const worst = { statistic: 'Maximum', period: Duration.minutes(5) };

/** What the law and we promise people in the place the stage serves, as the evaluator's figures tell it. */
export function peopleLimits(stage: Stage): readonly PeopleLimit[] {
  return [...openWork(stage), ...onTimeRate(stage)];
}

function openWork(stage: Stage): readonly PeopleLimit[] {
  return [
    {
      id: 'Overdue',
      subject: 'dossiers/overdue',
      humanCost: {
        vi: 'Có ít nhất một người chưa được trả lời trong thời hạn luật định và phải được xin lỗi, hẹn lại ngày trả kết quả.',
        en: 'At least one person was not answered by the day the law gives him, and is owed an apology and a new appointment.',
      },
      metric: placeMetric(METRIC.dossiersOverdue, stage, worst),
      threshold: 0,
    },
    {
      id: 'AtRisk',
      subject: 'dossiers/too many at risk',
      humanCost: {
        vi: 'Nhiều người sẽ bị trả lời trễ trong vài ngày tới nếu không điều chuyển công việc ngay bây giờ.',
        en: 'Many people will be answered late in the next days unless work is moved now.',
      },
      metric: placeMetric(METRIC.atRiskShare, stage, worst),
      threshold: AT_RISK_PERCENT,
      periods: 3,
    },
    {
      id: 'OldestStep',
      subject: 'steps/waiting too long',
      humanCost: {
        vi: `Có cơ quan giữ hồ sơ quá ${OLDEST_STEP_WORKING_HOURS} giờ làm việc mà chưa trả lời, người dân phải chờ và không làm tiếp được gì.`,
        en: `An agency has kept a dossier for more than ${OLDEST_STEP_WORKING_HOURS} working hours without an answer, and the person behind it cannot go on.`,
      },
      metric: placeMetric(METRIC.oldestStepWorkingHours, stage, worst),
      threshold: OLDEST_STEP_WORKING_HOURS,
    },
  ];
}

function onTimeRate(stage: Stage): readonly PeopleLimit[] {
  const fast = BURN_WINDOWS.filter(({ key }) => key !== 'burnRateSlow');
  return [
    {
      id: 'FallingFast',
      subject: 'on-time-rate/falling fast',
      humanCost: {
        vi: `Hôm nay hồ sơ quá hạn dồn dập; nếu kéo dài thì chỉ vài ngày nữa cam kết ${promised} trên 100 hồ sơ đúng hạn sẽ không giữ được.`,
        en: `So many people are answered late today that in a few days the promise of ${promised} in 100 on time will be broken.`,
      },
      metric: anyBurning(fast, stage),
      threshold: 0,
    },
    {
      id: 'FallingSlowly',
      subject: 'on-time-rate/falling slowly',
      humanCost: {
        vi: `Mấy ngày nay số hồ sơ quá hạn nhiều hơn mức cho phép; nếu không sửa thì sau bốn tuần cam kết ${promised} trên 100 hồ sơ đúng hạn sẽ không giữ được.`,
        en: `For days more people than allowed have been answered late; unless that is mended, in four weeks the promise of ${promised} in 100 on time is broken.`,
      },
      metric: anyBurning(BURN_WINDOWS.filter(({ key }) => key === 'burnRateSlow'), stage),
      threshold: 0,
    },
  ];
}

/** How many of the windows burn faster than their threshold; one alarm over two metrics costs what two alarms do, and calls once. */
function anyBurning(windows: readonly BurnWindow[], stage: Stage): MathExpression {
  return new MathExpression({
    expression: windows.map(({ key, threshold }) => `IF(${key} > ${threshold}, 1, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(windows.map(({ key }) => [key, placeMetric(METRIC[key], stage, worst)])),
    period: worst.period,
    label: 'Windows that burn too fast',
  });
}
