/** Rules that are switched off, each with the reason; a test holds that every one of them would find something. */
export const CONTESTED_RULES: Readonly<Record<string, string>> = {
  'owasp:api2:2023-read-restricted':
    'Circular 01/2018/TT-VPCP Art. 16 lets anybody read the catalogue and follow a dossier by its code. Which operations are public is held by test/infra/api-routes.test.ts.',
  'owasp:api8:2023-define-error-responses-401': 'An operation without a caller has nobody to refuse; every other one describes its 401.',
  'owasp:api4:2023-string-restricted': 'Names, reasons and addresses of people are free text: a pattern for them shuts somebody out. Their length is bounded (string-limit), control characters are refused.',
};
