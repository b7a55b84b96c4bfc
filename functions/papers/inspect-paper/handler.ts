import { inspection, inspectionOrder } from '#domain/documents/paper-inspector';
import { stepHandler } from '#functions/platform/step';
import { inspectPaper } from './inspect-paper.ts';

export const handler = stepHandler({ step: 'inspect-paper', input: inspectionOrder, output: inspection }, inspectPaper);
