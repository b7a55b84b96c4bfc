import type { DocumentSigner, SignedDocument } from '#domain/documents/signing';

/** Appends a line for each signature, as a real one appends an update; nothing is proven by it. */
export function createAppendingDocumentSigner(level: SignedDocument['level'] = 'B-B'): DocumentSigner {
  return {
    sign: ({ pdf, identity, fieldName, signedAt }) => {
      const name = `%% signed in ${fieldName} `;
      if (Buffer.from(pdf).includes(name)) return Promise.reject(new Error(`There is a field ${fieldName} already`));
      return Promise.resolve({ pdf: Buffer.concat([pdf, Buffer.from(`\n${name}by ${identity.id} at ${signedAt}\n`)]), level });
    },
  };
}
