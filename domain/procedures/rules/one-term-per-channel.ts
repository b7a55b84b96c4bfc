import type { ProcedureDefinition } from '../procedure.ts';
import { error, type Finding, type Rule, warning } from './rule.ts';

type Case = ProcedureDefinition['cases'][number];

/** Each case promises exactly one term by each channel the procedure offers, and none by a channel it does not. */
export const oneTermPerChannel: Rule = ({ definition }) =>
  definition.cases.flatMap((each, i) => [...missing(each, i, definition), ...repeated(each, i), ...notOffered(each, i, definition)]);

function missing({ terms }: Case, index: number, { channels }: ProcedureDefinition): Finding[] {
  return channels
    .filter((channel) => terms.every((term) => !term.channels.includes(channel)))
    .map((channel) =>
      error(`/cases/${index}/terms`, 'channel-without-term', { vi: `Kênh "${channel}" chưa có thời hạn.`, en: `There is no term for the channel "${channel}".` }),
    );
}

function repeated({ terms }: Case, index: number): Finding[] {
  const named = terms.flatMap((term, j) => term.channels.map((channel, k) => ({ channel, pointer: `/cases/${index}/terms/${j}/channels/${k}` })));
  return named
    .filter(({ channel }, position) => named.findIndex((other) => other.channel === channel) < position)
    .map(({ channel, pointer }) =>
      error(pointer, 'channel-with-two-terms', { vi: `Kênh "${channel}" có hai thời hạn.`, en: `The channel "${channel}" has two terms.` }),
    );
}

function notOffered({ terms, fees }: Case, index: number, { channels }: ProcedureDefinition): Finding[] {
  const named = [
    ...terms.flatMap((term, j) => term.channels.map((channel, k) => ({ channel, pointer: `/cases/${index}/terms/${j}/channels/${k}` }))),
    ...fees.flatMap((fee, j) => fee.channels.map((channel, k) => ({ channel, pointer: `/cases/${index}/fees/${j}/channels/${k}` }))),
  ];
  return named
    .filter(({ channel }) => !channels.includes(channel))
    .map(({ channel, pointer }) =>
      warning(pointer, 'channel-not-offered', { vi: `Thủ tục không nhận qua kênh "${channel}".`, en: `The procedure is not offered by the channel "${channel}".` }),
    );
}
