import { resultContent } from '#domain/documents/forms/result-data';
import type { ResultDrawer } from '#domain/documents/result-drawer';
import { findTemplate } from '#domain/documents/templates';
import { formSource, type FormTools } from '#functions/platform/render-form';

/** Draws results by the templates of the procedures, from the record and what the officer answers. */
export function drawResults(tools: FormTools): ResultDrawer {
  return {
    draw: async (dossier, { template, language, agency, documentNumber, answers, at }) => {
      const source = await formSource(tools, dossier, language);
      const data = resultContent(findTemplate(template), source, { agency, documentNumber, answers, at });
      return tools.renderer.render({ template, language, data, madeAt: at });
    },
  };
}
