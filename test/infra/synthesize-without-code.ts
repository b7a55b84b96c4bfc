import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { z } from 'zod';
import { addCell } from '#infra/app';
import { stageNamed } from '#infra/stages';

// node test/infra/synthesize-without-code.ts STAGE FOLDER: the cell of a stage, its functions without their code, in a folder that
// appears whole or not at all. With the rule packs but without CloudFormation's own schema check: that costs four fifths of the time,
// and `npm run synth` has it.

/** The switches of cdk.json, which the toolkit gives an app and who calls without it has to give. */
const { context } = z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8')));

const [stage = '', folder = ''] = process.argv.slice(2);
mkdirSync(dirname(folder), { recursive: true });
const draft = mkdtempSync(`${folder}-`);
const app = new App({ context, outdir: draft });
addCell(app, stageNamed(stage), () => Code.fromInline('export const handler = () => undefined;'));
process.env['CDK_VALIDATION'] = 'false';
app.synth();
try {
  renameSync(draft, folder);
} catch {
  // Another test has made the same meanwhile.
  rmSync(draft, { recursive: true });
}
