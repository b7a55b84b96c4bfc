import { findTemplate, isKnownTemplate } from '#domain/documents/templates';
import { stepsOf } from './located.ts';
import { error, type Rule } from './rule.ts';

/** A result must not be promised on a layout that is not there, or on one made for something else. */
export const knownTemplates: Rule = ({ definition }) =>
  stepsOf(definition)
    .flatMap(({ pointer, part }) => (part.result?.template === undefined ? [] : [{ pointer: `${pointer}/result/template`, template: part.result.template }]))
    .filter(({ template }) => !isKnownTemplate(template) || findTemplate(template).shows !== 'result')
    .map(({ pointer, template: { id, version } }) =>
      error(pointer, 'unknown-template', { vi: `Không có mẫu kết quả "${id}", phiên bản ${String(version)}.`, en: `There is no template of a result "${id}", version ${String(version)}.` }),
    );
