import type * as z from 'zod';
import { requireSigned, rotateSecret as rotate } from '#domain/notifications/change-subscription';
import type { SecretBox } from '#domain/notifications/secret-box';
import { viewSubscription } from '#domain/notifications/subscription-view';
import { answerOnce, toKept } from '#functions/platform/answer-once';
import { findOwnSubscription, type SubscriptionTools } from '#functions/platform/find-subscription';
import type { HttpAnswer } from '#functions/platform/http-answer';
import type { WriteRequest } from '#functions/platform/http-request';
import { newSecret } from '#functions/platform/new-secret';
import type { subscriptionPath } from '#functions/platform/paths';
import type { rotationOrder } from './contract.ts';

export interface RotateSecretTools extends SubscriptionTools {
  readonly secrets: SecretBox;
}

type Request = WriteRequest<z.infer<typeof rotationOrder>, z.infer<typeof subscriptionPath>>;

/**
 * Gives a subscription a new secret, shown once; the one before signs beside it for a while.
 * @throws EdgeProblem subscription-not-found, not-allowed, subscription-changed, changed-meanwhile or idempotency-key-reused
 * @throws DomainError portal-credentials
 */
export async function rotateSecret(tools: RotateSecretTools, request: Request): Promise<HttpAnswer> {
  const { idempotency, body, now } = request;
  return answerOnce(tools, idempotency, async () => {
    const found = await findOwnSubscription(tools, request);
    const { id, version } = found.subscription;
    requireSigned(found.subscription);
    const secret = newSecret();
    const sealed = await tools.secrets.seal(secret, id);
    const rotated = rotate(found, sealed, { now, keepOldHours: body.keepOldHours });
    const shown = viewSubscription(rotated.subscription);
    const answer = toKept({ idempotency, status: 200, body: shown, now, secret: { subscriptionId: id, sealed } });
    if (!(await tools.subscriptions.change(rotated.subscription, version, { secrets: rotated.secrets, answer }))) return undefined;
    return { status: 200, body: { ...shown, secret } };
  });
}
