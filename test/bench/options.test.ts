import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../bench/options.ts';

describe('The command line of the bench', () => {
  it('runs every section when none is named', () => {
    expect(readOptions([]).sections).toEqual(['throughput', 'reference', 'bundles', 'deadlines', 'replay', 'lists', 'alerting', 'figures', 'webhooks', 'bulk', 'signing', 'log', 'verifying', 'forms', 'papers']);
  });

  it('runs the named sections in the order of the document, with their options', () => {
    expect(readOptions(['reference', 'throughput', '--quick'])).toEqual({ sections: ['throughput', 'reference'], quick: true, large: false, write: false });
  });

  it('says which sections there are when one is misspelt', () => {
    expect(() => readOptions(['throughputs'])).toThrow('There is no section throughputs; there are throughput, reference');
  });
});
