import { expect, test } from '@jest/globals';
import { dossierFacts } from '#domain/figures/dossier-facts';
import { factsFromText, factsToText } from '#functions/adapters/dynamodb/fact-text';
import { lives } from '#test/domain/figures/lives';

test('what was written down as counted is read back as it was, for every kind of fact', () => {
  for (const dossier of lives.flat()) {
    const facts = dossierFacts(dossier);
    expect(factsFromText(factsToText(facts))).toEqual(facts);
  }
});

test('it is written in less than two thirds of the room that the names of fields would take', () => {
  const facts = lives.flatMap((life) => life.slice(-1)).flatMap(dossierFacts);
  expect(factsToText(facts).length).toBeLessThan((JSON.stringify(facts).length * 2) / 3);
});

test('text that holds no facts is refused, not guessed at', () => {
  for (const text of ['{}', '[["a-dance","H26.101"]]', '[["received"]]']) expect(() => factsFromText(text)).toThrow();
});
