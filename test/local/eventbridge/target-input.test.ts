import { describe, expect, it } from '@jest/globals';
import { inputFor } from '#local/eventbridge/target-input';

const event = { source: 'mot-cua', detail: { code: 'H29-1', days: 3, title: 'Đất "ở"', agencies: ['tax', 'land'] } };

describe('what a target receives', () => {
  it('is the event unless the rule says otherwise', () => {
    expect(inputFor({}, event)).toEqual(event);
  });

  it('may be a constant or a part of the event', () => {
    expect(inputFor({ input: '{"kind":"tick"}' }, event)).toEqual({ kind: 'tick' });
    expect(inputFor({ inputPath: '$.detail.agencies' }, event)).toEqual(['tax', 'land']);
  });

  it('may be written from a template: JSON outside quotes, text inside', () => {
    const inputPathsMap = { code: '$.detail.code', days: '$.detail.days', title: '$.detail.title', all: '$.detail.agencies', first: '$.detail.agencies[0]', none: '$.detail.none' };
    const inputTemplate = '{"line": "<code> is <days> days late: <title> <first><none>", "days": <days>, "agencies": <all>, "event": <aws.events.event.json>}';
    expect(inputFor({ inputTransformer: { inputPathsMap, inputTemplate } }, event)).toEqual({
      line: 'H29-1 is 3 days late: Đất "ở" tax',
      days: 3,
      agencies: ['tax', 'land'],
      event,
    });
  });

  it('is refused when the template gives no JSON', () => {
    expect(() => inputFor({ inputTransformer: { inputTemplate: '{"a": }' } }, event)).toThrow(SyntaxError);
  });
});
