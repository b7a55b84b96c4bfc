import type { z } from 'zod';

/**
 * Every function of the cell, by its folder under `functions/`, with the schema its handler parses its variables with.
 * The imports are types only: the compiler checks each stack against them, and synthesis runs without loading a handler.
 */
interface FunctionEnvironments {
  'procedures/search-procedures': typeof import('#functions/procedures/search-procedures/environment').environmentSchema;
  'procedures/read-procedure': typeof import('#functions/procedures/read-procedure/environment').environmentSchema;
  'procedures/publish-procedure': typeof import('#functions/procedures/publish-procedure/environment').environmentSchema;
  'agencies/register-agency': typeof import('#functions/agencies/register-agency/environment').environmentSchema;
  'signing/register-identity': typeof import('#functions/signing/register-identity/environment').environmentSchema;
  'signing/read-identity': typeof import('#functions/signing/read-identity/environment').environmentSchema;
  'signing/list-identities': typeof import('#functions/signing/list-identities/environment').environmentSchema;
  'intake/create-dossier': typeof import('#functions/intake/create-dossier/environment').environmentSchema;
  'intake/list-my-dossiers': typeof import('#functions/intake/list-my-dossiers/environment').environmentSchema;
  'intake/grant-upload': typeof import('#functions/intake/grant-upload/environment').environmentSchema;
  'intake/submit-dossier': typeof import('#functions/intake/submit-dossier/environment').environmentSchema;
  'intake/supplement-dossier': typeof import('#functions/intake/supplement-dossier/environment').environmentSchema;
  'intake/withdraw-dossier': typeof import('#functions/intake/withdraw-dossier/environment').environmentSchema;
  'intake/read-dossier': typeof import('#functions/intake/read-dossier/environment').environmentSchema;
  'intake/read-history': typeof import('#functions/intake/read-history/environment').environmentSchema;
  'bulk/announce-bulk': typeof import('#functions/bulk/announce-bulk/environment').environmentSchema;
  'bulk/grant-bulk-papers': typeof import('#functions/bulk/grant-bulk-papers/environment').environmentSchema;
  'bulk/start-bulk': typeof import('#functions/bulk/start-bulk/environment').environmentSchema;
  'bulk/read-bulk': typeof import('#functions/bulk/read-bulk/environment').environmentSchema;
  'bulk/list-bulks': typeof import('#functions/bulk/list-bulks/environment').environmentSchema;
  'bulk/resume-bulk': typeof import('#functions/bulk/resume-bulk/environment').environmentSchema;
  'exports/order-export': typeof import('#functions/exports/order-export/environment').environmentSchema;
  'exports/read-export': typeof import('#functions/exports/read-export/environment').environmentSchema;
  'exports/resume-export': typeof import('#functions/exports/resume-export/environment').environmentSchema;
  'steps/cut-bulk': typeof import('#functions/steps/cut-bulk/environment').environmentSchema;
  'steps/hand-in-chunk': typeof import('#functions/steps/hand-in-chunk/environment').environmentSchema;
  'steps/close-bulk': typeof import('#functions/steps/close-bulk/environment').environmentSchema;
  'steps/write-export-part': typeof import('#functions/steps/write-export-part/environment').environmentSchema;
  'documents/report-signatures': typeof import('#functions/documents/report-signatures/environment').environmentSchema;
  'intake/look-up-dossier': typeof import('#functions/intake/look-up-dossier/environment').environmentSchema;
  'desk/digitise-papers': typeof import('#functions/desk/digitise-papers/environment').environmentSchema;
  'holdings/list-my-holdings': typeof import('#functions/holdings/list-my-holdings/environment').environmentSchema;
  'keeping/keep-papers': typeof import('#functions/keeping/keep-papers/environment').environmentSchema;
  'desk/accept-dossier': typeof import('#functions/desk/accept-dossier/environment').environmentSchema;
  'desk/request-supplement': typeof import('#functions/desk/request-supplement/environment').environmentSchema;
  'desk/refuse-dossier': typeof import('#functions/desk/refuse-dossier/environment').environmentSchema;
  'desk/hand-over-result': typeof import('#functions/desk/hand-over-result/environment').environmentSchema;
  'forms/read-form': typeof import('#functions/forms/read-form/environment').environmentSchema;
  'forms/read-register': typeof import('#functions/forms/read-register/environment').environmentSchema;
  'forms/preview-template': typeof import('#functions/forms/preview-template/environment').environmentSchema;
  'agency-work/read-inbox': typeof import('#functions/agency-work/read-inbox/environment').environmentSchema;
  'agency-work/read-step': typeof import('#functions/agency-work/read-step/environment').environmentSchema;
  'agency-work/answer-step': typeof import('#functions/agency-work/answer-step/environment').environmentSchema;
  'agency-work/ask-again': typeof import('#functions/agency-work/ask-again/environment').environmentSchema;
  'agency-work/notify-obligation': typeof import('#functions/agency-work/notify-obligation/environment').environmentSchema;
  'agency-work/request-opinions': typeof import('#functions/agency-work/request-opinions/environment').environmentSchema;
  'agency-work/give-opinion': typeof import('#functions/agency-work/give-opinion/environment').environmentSchema;
  'deadlines/send-apology': typeof import('#functions/deadlines/send-apology/environment').environmentSchema;
  'deadlines/suspend-clock': typeof import('#functions/deadlines/suspend-clock/environment').environmentSchema;
  'deadlines/lift-suspension': typeof import('#functions/deadlines/lift-suspension/environment').environmentSchema;
  'deadlines/acknowledge-lateness': typeof import('#functions/deadlines/acknowledge-lateness/environment').environmentSchema;
  'deadlines/assign-step': typeof import('#functions/deadlines/assign-step/environment').environmentSchema;
  'deadlines/read-deadlines': typeof import('#functions/deadlines/read-deadlines/environment').environmentSchema;
  'deadlines/look-up-deadlines': typeof import('#functions/deadlines/look-up-deadlines/environment').environmentSchema;
  'deadlines/preview-due-date': typeof import('#functions/deadlines/preview-due-date/environment').environmentSchema;
  'steps/decide-next': typeof import('#functions/steps/decide-next/environment').environmentSchema;
  'steps/decide-consultation': typeof import('#functions/steps/decide-consultation/environment').environmentSchema;
  'steps/decide-signing': typeof import('#functions/steps/decide-signing/environment').environmentSchema;
  'steps/decide-replay': typeof import('#functions/steps/decide-replay/environment').environmentSchema;
  'steps/recount-page': typeof import('#functions/steps/recount-page/environment').environmentSchema;
  'calendars/read-calendars': typeof import('#functions/calendars/read-calendars/environment').environmentSchema;
  'calendars/propose-calendar': typeof import('#functions/calendars/propose-calendar/environment').environmentSchema;
  'calendars/list-proposals': typeof import('#functions/calendars/list-proposals/environment').environmentSchema;
  'calendars/read-proposal': typeof import('#functions/calendars/read-proposal/environment').environmentSchema;
  'calendars/list-moves': typeof import('#functions/calendars/list-moves/environment').environmentSchema;
  'calendars/approve-calendar': typeof import('#functions/calendars/approve-calendar/environment').environmentSchema;
  'calendars/reject-calendar': typeof import('#functions/calendars/reject-calendar/environment').environmentSchema;
  'calendars/resume-replay': typeof import('#functions/calendars/resume-replay/environment').environmentSchema;
  'steps/record-failure': typeof import('#functions/steps/record-failure/environment').environmentSchema;
  'relay/relay-events': typeof import('#functions/relay/relay-events/environment').environmentSchema;
  'webhooks/deliver-webhook': typeof import('#functions/webhooks/deliver-webhook/environment').environmentSchema;
  'subscriptions/create-subscription': typeof import('#functions/subscriptions/create-subscription/environment').environmentSchema;
  'subscriptions/list-subscriptions': typeof import('#functions/subscriptions/list-subscriptions/environment').environmentSchema;
  'subscriptions/read-subscription': typeof import('#functions/subscriptions/read-subscription/environment').environmentSchema;
  'subscriptions/change-subscription': typeof import('#functions/subscriptions/change-subscription/environment').environmentSchema;
  'subscriptions/delete-subscription': typeof import('#functions/subscriptions/delete-subscription/environment').environmentSchema;
  'subscriptions/rotate-secret': typeof import('#functions/subscriptions/rotate-secret/environment').environmentSchema;
  'subscriptions/send-test-event': typeof import('#functions/subscriptions/send-test-event/environment').environmentSchema;
  'subscriptions/list-deliveries': typeof import('#functions/subscriptions/list-deliveries/environment').environmentSchema;
  'subscriptions/read-delivery': typeof import('#functions/subscriptions/read-delivery/environment').environmentSchema;
  'subscriptions/request-replay': typeof import('#functions/subscriptions/request-replay/environment').environmentSchema;
  'subscriptions/read-feed': typeof import('#functions/subscriptions/read-feed/environment').environmentSchema;
  'portal/sync-portal': typeof import('#functions/portal/sync-portal/environment').environmentSchema;
  'webhooks/wake-deliveries': typeof import('#functions/webhooks/wake-deliveries/environment').environmentSchema;
  'operations/reconcile-dossiers': typeof import('#functions/operations/reconcile-dossiers/environment').environmentSchema;
  'log/seal-day': typeof import('#functions/log/seal-day/environment').environmentSchema;
  'log/list-days': typeof import('#functions/log/list-days/environment').environmentSchema;
  'log/read-day': typeof import('#functions/log/read-day/environment').environmentSchema;
  'log/read-keys': typeof import('#functions/log/read-keys/environment').environmentSchema;
  'log/show-verifier': typeof import('#functions/log/show-verifier/environment').environmentSchema;
  'log/read-proof': typeof import('#functions/log/read-proof/environment').environmentSchema;
  'sla/count-dossiers': typeof import('#functions/sla/count-dossiers/environment').environmentSchema;
  'sla/count-census': typeof import('#functions/sla/count-census/environment').environmentSchema;
  'sla/evaluate-sla': typeof import('#functions/sla/evaluate-sla/environment').environmentSchema;
  'sla/list-my-work': typeof import('#functions/sla/list-my-work/environment').environmentSchema;
  'sla/list-agency-work': typeof import('#functions/sla/list-agency-work/environment').environmentSchema;
  'sla/read-scoreboard': typeof import('#functions/sla/read-scoreboard/environment').environmentSchema;
  'sla/read-public-scoreboard': typeof import('#functions/sla/read-public-scoreboard/environment').environmentSchema;
  'operations/rebuild-figures': typeof import('#functions/operations/rebuild-figures/environment').environmentSchema;
  'api-description/read-openapi': typeof import('#functions/api-description/read-openapi/environment').environmentSchema;
  'api-description/read-reference': typeof import('#functions/api-description/read-reference/environment').environmentSchema;
  'api-description/read-problems': typeof import('#functions/api-description/read-problems/environment').environmentSchema;
  'api-description/answer-unknown-address': typeof import('#functions/api-description/answer-unknown-address/environment').environmentSchema;
  'operations/rehydrate-dossier': typeof import('#functions/operations/rehydrate-dossier/environment').environmentSchema;
  'access/issue-token': typeof import('#functions/access/issue-token/environment').environmentSchema;
  'access/register-client': typeof import('#functions/access/register-client/environment').environmentSchema;
  'access/list-clients': typeof import('#functions/access/list-clients/environment').environmentSchema;
  'access/read-client': typeof import('#functions/access/read-client/environment').environmentSchema;
  'access/change-client': typeof import('#functions/access/change-client/environment').environmentSchema;
  'access/add-key': typeof import('#functions/access/add-key/environment').environmentSchema;
  'access/revoke-key': typeof import('#functions/access/revoke-key/environment').environmentSchema;
}

/** The folder of a function, `<area>/<verb-noun>`. */
export type FunctionName = keyof FunctionEnvironments;

/** What a schema wants to be given, each value as the text an environment variable is. */
type VariablesOf<Schema extends z.ZodType> = { readonly [Key in keyof z.input<Schema>]: string };

export type EnvironmentOf<Name extends FunctionName> = VariablesOf<FunctionEnvironments[Name]>;
