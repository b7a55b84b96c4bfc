import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request if it is for one of its pages; false when it is not. */
export type LocalPages = (request: IncomingMessage, response: ServerResponse) => boolean;
