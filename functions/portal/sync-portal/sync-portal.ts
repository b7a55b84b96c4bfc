import { METRIC } from '#domain/notifications/metric-names';
import type { EventSender } from '#domain/notifications/event-sender';
import type { Clock } from '#functions/platform/clock';
import { countMetric } from '#functions/platform/metrics';

/**
 * The same sender, which tells with every try how old the event was when it ended, taken or not: each finished step is
 * exchanged within ten minutes (Decree 63/2024 Art. 7). What is sent again on somebody's wish is old on purpose.
 */
export function withLag(sender: EventSender, clock: Clock): EventSender {
  return {
    send: async (...sending) => {
      const [, , { event }, { mayBeOvertaken }] = sending;
      const sent = await sender.send(...sending);
      if (!mayBeOvertaken) countMetric(METRIC.portalLagSeconds, Math.max(0, (clock().epochMilliseconds - Date.parse(event.time)) / 1000));
      return sent;
    },
  };
}
