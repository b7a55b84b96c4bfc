import { App } from 'aws-cdk-lib';
import { addCell } from '#infra/app';
import { bundledCode } from '#infra/bundled-code';
import { stageNamed } from '#infra/stages';

// What the CDK runs (cdk.json): the stage that was asked for, with the functions' bundles.
const app = new App();
addCell(app, stageNamed(app.node.tryGetContext('stage')), bundledCode(app.outdir));
app.synth();
