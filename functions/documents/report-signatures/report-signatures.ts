import type * as z from 'zod';
import type { SignatureVerifier } from '#domain/documents/signature-report';
import { toIso } from '#domain/kernel/instant';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { HttpRequest } from '#functions/platform/http-request';
import type { reportOrder } from './contract.ts';

/** For anybody who holds a PDF: whether its signatures hold now. The bytes are looked at and forgotten. */
export async function reportSignatures({ verifier }: { readonly verifier: SignatureVerifier }, { body, now }: HttpRequest<'public', false, z.infer<typeof reportOrder>>): Promise<HttpAnswer> {
  return { status: 200, body: await verifier.verify(Buffer.from(body.pdf, 'base64'), toIso(now)) };
}
