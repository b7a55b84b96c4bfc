import type * as z from 'zod';
import type { HttpContract } from '#functions/platform/http-contract';
import type { Access } from '#functions/platform/http-request';

/** The contract of any operation, whatever its parts are. */
export type AnyContract = HttpContract<Access, boolean, unknown, unknown, unknown>;

/** One operation of the API: its contract, and the names that follow from where it lies and what its route says. */
export interface Operation {
  /** `acceptDossier`, for `functions/desk/accept-dossier`. */
  readonly id: string;
  /** `desk`: the area it belongs to. */
  readonly area: string;
  /** `get`, `post`, … */
  readonly method: string;
  /** Below the address of the version: `/dossiers/{dossierId}`. */
  readonly path: string;
  readonly contract: AnyContract;
}

/** The address every versioned path begins with; the description names it once, as its server. */
export const VERSION_PREFIX = '/v1';

/** Whether an answer of this status carries a version, and with it an ETag. */
export function carriesVersion(schema: z.ZodType | null | undefined): boolean {
  return objectKeys(schema).includes('version');
}

/** Names of the members of an object schema; none for any other. */
function objectKeys(schema: z.ZodType | null | undefined): string[] {
  if (schema === null || schema === undefined) return [];
  const { def } = schema;
  return 'shape' in def && typeof def.shape === 'object' && def.shape !== null ? Object.keys(def.shape) : [];
}
