import { client } from './client.ts';

/** A client as the API shows it: all of it, since its keys are public ones. */
export const shownClient = client.meta({ id: 'Client' });
