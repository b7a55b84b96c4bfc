import type { TrustTexts } from '#domain/documents/signature-report';
import type { Vault } from '#domain/documents/vault';
import type { Temporal } from '#domain/kernel/temporal';

export interface TrustInVault {
  readonly vault: Pick<Vault, 'read'>;
  /** Key of the PEM file. Nothing is overwritten in the vault, so that what was read once holds. */
  readonly rootsKey: string;
  /** Under which an operator lays the revocation lists of a day: `<folder>/2026-11-26.pem`. */
  readonly listsFolder: string;
  readonly demandsRevocation: boolean;
  readonly now: () => Temporal.Instant;
}

/** An old list still knows who was revoked by then; the newest of a month is taken, read at once. */
const DAYS_LOOKED_BACK = 31;
/** Authorities publish a list a day or a few; a function may live for hours. */
const HELD_MILLISECONDS = 60 * 60 * 1000;

/** Reads what the deployment trusts, and holds it for an hour; the same object as long as it is held. */
export function createVaultTrust(trust: TrustInVault): () => Promise<TrustTexts> {
  let held: { readonly texts: Promise<TrustTexts>; readonly until: number } | undefined;
  return async () => {
    const now = trust.now().epochMilliseconds;
    if (held === undefined || held.until < now) held = { texts: readTrust(trust), until: now + HELD_MILLISECONDS };
    // What could not be read is asked for again.
    held.texts.catch(() => (held = undefined));
    const texts = await held.texts;
    // A deployment may put its roots there a little later than its functions.
    if (texts.roots === '') held = undefined;
    return texts;
  };
}

async function readTrust({ vault, rootsKey, listsFolder, demandsRevocation, now }: TrustInVault): Promise<TrustTexts> {
  const today = now().toZonedDateTimeISO('UTC').toPlainDate();
  const days = Array.from({ length: DAYS_LOOKED_BACK }, (_none, back) => today.subtract({ days: back }).toString());
  const [roots, ...lists] = await Promise.all([rootsKey, ...days.map((day) => `${listsFolder}/${day}.pem`)].map((key) => vault.read(key)));
  return { roots: textOf(roots) ?? '', lists: textOf(lists.find((file) => file !== undefined)), demandsRevocation };
}

function textOf(file: Uint8Array | undefined): string | undefined {
  return file === undefined ? undefined : Buffer.from(file).toString('utf8');
}
