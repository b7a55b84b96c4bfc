import spectral, { type ISpectralDiagnostic, type RulesetDefinition } from '@stoplight/spectral-core';
import owaspModule from '@stoplight/spectral-owasp-ruleset';
import * as z from 'zod';
import { CONTESTED_RULES, EXCUSED_PLACES } from '#tools/openapi/rulesets/contested-rules';
import { dutchApiDesignRules } from '#tools/openapi/rulesets/dutch-api-design-rules';

/** What a rule finds fault with, and where. */
export interface Finding {
  readonly rule: string;
  readonly where: string;
  readonly message: string;
}

// The package is CommonJS and says its types for ES modules: Node hands over the ruleset itself, the types a module around it.
const owasp = z.looseObject({ rules: z.record(z.string(), z.unknown()) }).parse('default' in owaspModule ? owaspModule.default : owaspModule);

/** Rules about single schemas: asked where a schema is written, not again at each of its hundreds of uses. */
const OF_SCHEMAS = ['array-limit', 'string-limit', 'string-restricted', 'integer-limit', 'integer-limit-legacy', 'integer-format'].map((name) => `owasp:api4:2023-${name}`);

/** Every rule that must hold without exception: the Dutch API Design Rules and OWASP's top ten of APIs, less what is `off`. */
function ruleset(off: readonly string[]): unknown {
  const rules = Object.entries(owasp.rules).map(([name, rule]): [string, unknown] => [name, OF_SCHEMAS.includes(name) ? { ...z.looseObject({}).parse(rule), resolved: false } : rule]);
  return { extends: [dutchApiDesignRules, { ...owasp, rules: Object.fromEntries(rules) }], rules: Object.fromEntries(off.map((name) => [name, 'off'])) };
}

// Spectral reads what it is given as a ruleset and throws on anything else.
function isRuleset(value: unknown): value is RulesetDefinition {
  return typeof value === 'object' && value !== null;
}

/** Findings of any severity; a ruleset that only warns of a mistake does not make it right. */
export async function lintDocument(document: object, off: readonly string[] = Object.keys(CONTESTED_RULES)): Promise<Finding[]> {
  const linter = new spectral.Spectral();
  const rules = ruleset(off);
  if (isRuleset(rules)) linter.setRuleset(rules);
  const findings = await linter.run(JSON.stringify(document));
  return findings.map(toFinding).filter((finding) => !isExcused(finding));
}

function isExcused({ rule, where }: Finding): boolean {
  return EXCUSED_PLACES.some((place) => place.rule === rule && place.where.test(where));
}

function toFinding({ code, path, message }: ISpectralDiagnostic): Finding {
  return { rule: String(code), where: path.join('/'), message };
}
