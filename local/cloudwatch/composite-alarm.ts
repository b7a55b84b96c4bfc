import { z } from 'zod';
import { alarmActions } from './alarm-definition.ts';
import type { AlarmState } from './judge-alarm.ts';

type Condition = (stateOf: (alarmName: string) => AlarmState) => boolean;

export interface AlarmRule {
  readonly text: string;
  /** The alarms it names. */
  readonly alarmNames: readonly string[];
  holds(stateOf: (alarmName: string) => AlarmState): boolean;
}

/** Resolved properties of an `AWS::CloudWatch::CompositeAlarm`; a suppressor of actions is refused. */
export const compositeAlarm = alarmActions.extend({
  AlarmRule: z.string().transform(parseAlarmRule),
  ActionsSuppressor: z.never('it is not known locally').optional(),
});
export type CompositeAlarm = z.infer<typeof compositeAlarm>;

interface Reader {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly alarmNames: string[];
  next: number;
}

// A name is quoted, or bare up to the closing parenthesis; it may be an ARN.
const TOKEN = /(?<=\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\()\s*(?:"[^"]*"|'[^']*'|[^()"']+)\s*(?=\))|\w+|[()]|\S/g;

/** Reads a rule such as `ALARM("late") AND NOT (OK(desk) OR FALSE)`; throws a SyntaxError. */
export function parseAlarmRule(text: string): AlarmRule {
  const reader: Reader = { text, tokens: text.match(TOKEN) ?? [], alarmNames: [], next: 0 };
  const holds = readOr(reader);
  if (reader.next < reader.tokens.length) throw unexpected(reader);
  return { text, alarmNames: reader.alarmNames, holds };
}

function readOr(reader: Reader): Condition {
  const choices = [readAnd(reader)];
  while (skips(reader, 'OR')) choices.push(readAnd(reader));
  return (stateOf) => choices.some((holds) => holds(stateOf));
}

function readAnd(reader: Reader): Condition {
  const conditions = [readNot(reader)];
  while (skips(reader, 'AND')) conditions.push(readNot(reader));
  return (stateOf) => conditions.every((holds) => holds(stateOf));
}

function readNot(reader: Reader): Condition {
  if (!skips(reader, 'NOT')) return readTerm(reader);
  const holds = readNot(reader);
  return (stateOf) => !holds(stateOf);
}

function readTerm(reader: Reader): Condition {
  if (skips(reader, 'TRUE')) return () => true;
  if (skips(reader, 'FALSE')) return () => false;
  for (const state of ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const) {
    if (!skips(reader, state)) continue;
    const name = readName(reader);
    return (stateOf) => stateOf(name) === state;
  }
  if (!skips(reader, '(')) throw unexpected(reader);
  const holds = readOr(reader);
  if (!skips(reader, ')')) throw unexpected(reader);
  return holds;
}

function readName(reader: Reader): string {
  if (!skips(reader, '(')) throw unexpected(reader);
  const written = reader.tokens[reader.next]?.trim().replace(/^(["'])(.*)\1$/, '$2') ?? '';
  reader.next += 1;
  if (written === '' || !skips(reader, ')')) throw unexpected(reader);
  const name = written.replace(/^arn:aws[\w-]*:cloudwatch:[^:]*:\d*:alarm:/, '');
  reader.alarmNames.push(name);
  return name;
}

function skips(reader: Reader, token: string): boolean {
  const isNext = reader.tokens[reader.next] === token;
  if (isNext) reader.next += 1;
  return isNext;
}

function unexpected({ tokens, next, text }: Reader): SyntaxError {
  return new SyntaxError(`"${tokens[next] ?? 'the end'}" is not expected in the alarm rule: ${text}`);
}
