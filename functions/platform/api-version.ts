/** The version of the whole API, told in every answer (header `api-version`) and in its description; its first number is in every address. */
export const API_VERSION = '1.0.0';
