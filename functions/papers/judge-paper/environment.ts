import * as z from 'zod';
import { trustEnvironment } from '#functions/platform/trust-environment';

export const environmentSchema = trustEnvironment.extend({
  DOSSIER_TABLE: z.string().min(1),
  REGISTER_TABLE: z.string().min(1),
  QUARANTINE_BUCKET: z.string().min(1),
  INSPECT_PAPER_ARN: z.string().min(1),
});
