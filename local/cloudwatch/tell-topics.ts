import { topicsToTell, wordNotification } from './alarm-notification.ts';
import type { AlarmChange, AlarmNotification, AlarmPlace } from './alarm-notification.ts';

export interface Topics {
  readonly publish: (topicArn: string, subject: string, message: string) => unknown;
  readonly onPublishFailed?: (topicArn: string, error: unknown) => void;
}

/** Tells a change to the alarm's topics; gives what they were told, nothing when there was none to tell or none could be told. */
export async function tellTopics(change: AlarmChange, { publish, onPublishFailed }: Topics, place: AlarmPlace): Promise<AlarmNotification | undefined> {
  const { alarm, from, to, reason, at } = change;
  const words = wordNotification(change, place);
  const topics: string[] = [];
  for (const topicArn of topicsToTell(change)) {
    try {
      await publish(topicArn, words.subject, words.message);
      topics.push(topicArn);
    } catch (error) {
      onPublishFailed?.(topicArn, error);
    }
  }
  if (topics.length === 0) return undefined;
  const { AlarmName, AlarmDescription } = alarm;
  return { at: new Date(at).toISOString(), alarm: AlarmName, from, to, ...(AlarmDescription !== undefined && { description: AlarmDescription }), reason, topics, ...words };
}
