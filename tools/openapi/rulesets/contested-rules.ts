/** Rules that are switched off, each with the reason; a test holds that every one of them would find something. */
export const CONTESTED_RULES: Readonly<Record<string, string>> = {
  'owasp:api2:2023-read-restricted':
    'Circular 01/2018/TT-VPCP Art. 16 lets anybody read the catalogue and follow a dossier by its code. Which operations are public is held by test/infra/api-routes.test.ts.',
  'owasp:api8:2023-define-error-responses-401': 'An operation without a caller has nobody to refuse; every other one describes its 401.',
  'owasp:api4:2023-string-restricted': 'Names, reasons and addresses of people are free text: a pattern for them shuts somebody out. Their length is bounded (string-limit), control characters are refused.',
};

/** Places that other standards have named or shaped; the rule holds everywhere else. */
export const EXCUSED_PLACES: readonly { readonly rule: string; readonly where: RegExp; readonly reason: string }[] = [
  { rule: 'adr/naming-properties', where: /^components\/schemas\/(TokenRequest|Token|OAuthError)\//, reason: 'RFC 6749 names these members; every OAuth library looks for them under these names.' },
  { rule: 'owasp:api2:2023-write-restricted', where: /^paths\/\/oauth\/token\//, reason: 'Here a client shows who it is by the assertion in the body (RFC 7523), which no security scheme of OpenAPI can say.' },
  { rule: 'owasp:api2:2023-write-restricted', where: /^paths\/\/signature-reports\//, reason: 'Nothing is written: a PDF is sent to be looked at, which is too large for an address, and forgotten. The limit of calls holds for nobody in particular too.' },
];
