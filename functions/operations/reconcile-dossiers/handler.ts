import { readEnvironment } from '#functions/platform/environment';
import { relayTools } from '#functions/platform/relay-tools';
import { scheduleHandler } from '#functions/platform/schedule';
import { environmentSchema } from './environment.ts';
import { reconcileDossiers } from './reconcile-dossiers.ts';

const tools = relayTools(readEnvironment(environmentSchema));

export const handler = scheduleHandler('reconcile-dossiers', (now) => reconcileDossiers(tools, now));
