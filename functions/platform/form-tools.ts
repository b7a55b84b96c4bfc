import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Authoriser } from '#domain/kernel/authoriser';
import type { DossierStore } from '#domain/dossiers/dossier-store';
import { createCedarAuthoriser } from '#functions/adapters/cedar/cedar-authoriser';
import { createDynamoAgencyStore } from '#functions/adapters/dynamodb/dynamo-agency-store';
import { createDynamoDossierStore } from '#functions/adapters/dynamodb/dynamo-dossier-store';
import { createDynamoProcedureStore } from '#functions/adapters/dynamodb/dynamo-procedure-store';
import { systemClock } from '#functions/platform/clock';
import { openRenderer } from '#functions/platform/document-renderer';
import type { FormTools } from '#functions/platform/render-form';

interface Places {
  readonly DOSSIER_TABLE: string;
  readonly REGISTER_TABLE: string;
  /** Where the fonts lie: `import.meta.dirname` of the handler. */
  readonly bundleFolder: string;
}

/** What a function works with that draws documents about dossiers. */
export function formTools({ DOSSIER_TABLE, REGISTER_TABLE, bundleFolder }: Places): FormTools & { readonly store: DossierStore; readonly authoriser: Authoriser } {
  const client = new DynamoDBClient({});
  return {
    store: createDynamoDossierStore({ client, tableName: DOSSIER_TABLE }),
    procedures: createDynamoProcedureStore({ client, tableName: REGISTER_TABLE, now: systemClock }),
    agencies: createDynamoAgencyStore({ client, tableName: REGISTER_TABLE }),
    authoriser: createCedarAuthoriser(),
    renderer: openRenderer(bundleFolder),
  };
}
