import * as z from 'zod';
import { recordedEvent } from '#domain/dossiers/event';
import { readEnvironment } from '#functions/platform/environment';
import { relayTools } from '#functions/platform/relay-tools';
import { streamHandler } from '#functions/platform/stream';
import { environmentSchema } from './environment.ts';
import { relayEvents } from './relay-events.ts';

const tools = relayTools(readEnvironment(environmentSchema));
const item = z.object(recordedEvent.shape);

export const handler = streamHandler({ stream: 'dossier-events', item, groupBy: ({ dossierId }) => dossierId }, (events, { now }) => relayEvents(tools, events, now));
