import { trustEnvironment } from '#functions/platform/trust-environment';

export const environmentSchema = trustEnvironment;
