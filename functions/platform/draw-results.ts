import { resultContent } from '#domain/documents/forms/result-data';
import type { ResultDrawer } from '#domain/documents/result-drawer';
import { findTemplate } from '#domain/documents/templates';
import { resultQr, type StatementTools } from '#functions/platform/receipt-qr';
import { formSource, type FormTools } from '#functions/platform/render-form';

/** Draws results by the templates of the procedures, from the record and what the officer answers, with the signed statement about itself. */
export function drawResults(tools: FormTools, statements: StatementTools): ResultDrawer {
  return {
    draw: async (dossier, { template, language, agency, type, documentNumber, answers, at, origin }) => {
      const source = await formSource(tools, dossier, language);
      const data = resultContent(findTemplate(template), source, { agency, documentNumber, answers, at });
      const { text: qr } = await resultQr(statements, { dossier, origin }, { type, agency, number: documentNumber, at });
      return tools.renderer.render({ template, language, data, qr, madeAt: at });
    },
  };
}
