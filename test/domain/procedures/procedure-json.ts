/** The smallest definition that passes, as JSON: one option, two cases, two stages, one consultation. Tests change single fields of it. */
export function procedureJson(): Record<string, unknown> {
  const name = { vi: 'Tên', en: 'Name' };
  const legalBasis = { cites: 'A test', confidence: 'unverified' };
  const days = (amount: number) => ({ amount, unit: 'working-day' });
  return {
    code: '1.900001',
    version: 1,
    name,
    field: name,
    level: 'commune',
    effective: { from: '2026-01-01' },
    transition: 'GRANDFATHER',
    channels: ['online', 'desk'],
    options: [{ id: 'size', name, values: [{ value: 'small', name }, { value: 'large', name }], default: 'small' }],
    cases: [
      { id: 'small', name, when: { size: ['small'] }, terms: [{ channels: ['online', 'desk'], term: days(5), legalBasis }] },
      { id: 'large', name, when: { size: ['large'] }, terms: [{ channels: ['online'], term: days(8), legalBasis }, { channels: ['desk'], term: days(9), legalBasis }] },
    ],
    papers: [{ slot: 'plan', name, required: true, when: { size: ['large'] } }],
    reception: { limit: { amount: 8, unit: 'working-hour' }, legalBasis },
    cutOff: { kind: 'NONE' },
    supplement: { askWithin: days(3), answerWithin: days(7), onNoAnswer: 'REFUSE', legalBasis },
    stages: [
      {
        id: 'look',
        name,
        steps: [
          {
            id: 'appraise',
            name,
            agencyRole: 'construction-authority',
            budget: days(3),
            consultations: [{ id: 'opinions', question: name, agencyRoles: ['fire-police', 'culture-authority'], limit: days(2), onSilence: 'ESCALATE', quorum: 2, legalBasis }],
          },
          { id: 'measure', name, agencyRole: 'land-office', budget: days(5), when: { size: ['large'] } },
        ],
      },
      { id: 'decide', name, steps: [{ id: 'sign', name, agencyRole: 'commune-peoples-committee', budget: days(2), result: { type: 'permit', name } }] },
    ],
    legalBasis: [legalBasis],
  };
}

/** The same with one field set (or, with `undefined`, taken away), the field named by its JSON pointer. */
export function procedureJsonWith(changes: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(changes).reduce<unknown>((json, [pointer, value]) => withField(json, pointer.split('/').slice(1), value), procedureJson());
}

function withField(json: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(json)) {
    const copy: unknown[] = [...json];
    copy[Number(key)] = withField(copy[Number(key)], rest, value);
    return copy;
  }
  const fields = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  const before = fields.find(([name]) => name === key)?.[1];
  const after = withField(before, rest, value);
  const others = fields.map(([name, each]): [string, unknown] => (name === key ? [name, after] : [name, each]));
  const all = fields.some(([name]) => name === key) ? others : [...others, [key, after]];
  return Object.fromEntries(all.filter(([, each]) => each !== undefined));
}
