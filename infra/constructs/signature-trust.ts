import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Cell } from '#infra/cell';

/** An operator lays the lists of a day here, as `<day>.pem`: no function fetches them, and the vault refuses to overwrite. */
const REVOCATION_LISTS_FOLDER = 'trust/revocation';

/** What a function that judges signatures is given, and may read: the stage's roots and the revocation lists. */
export function trustOf({ stage, papers: { vault, vaultRights } }: Pick<Cell, 'stage' | 'papers'>) {
  const { trustedRoots = 'trust/roots-1.pem', revocation = 'when-present' } = stage;
  const access: readonly PolicyStatement[] = [...vaultRights.readsAt(trustedRoots), ...vaultRights.readsAt(`${REVOCATION_LISTS_FOLDER}/*`)];
  return { environment: { VAULT_BUCKET: vault.bucketName, TRUSTED_ROOTS_KEY: trustedRoots, REVOCATION_LISTS_FOLDER, REVOCATION: revocation }, access };
}
