import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { inspection, type Inspection, type InspectionOrder, type PaperInspector } from '#domain/documents/paper-inspector';

interface InspectorAccess {
  readonly client: LambdaClient;
  /** Name or ARN of the function that has no rights. */
  readonly functionName: string;
}

/** One death may be a slow start or a slow store; a paper that kills twice is to blame. */
const LOOKS = 2;

/** What Lambda tells of a function that did not live to answer. */
const fault = z.object({ errorType: z.string(), errorMessage: z.string().default('') });
const DEATHS: ReadonlySet<string> = new Set(['Runtime.ExitError', 'Runtime.OutOfMemory', 'Sandbox.Timedout']);

/**
 * Looks into papers by a function of its own, which knows nothing and may do nothing: whoever takes it over has won a locked room.
 * Rejects when the function failed for a reason of its own: no citizen's paper is refused for our fault.
 */
export function createLambdaPaperInspector({ client, functionName }: InspectorAccess): PaperInspector {
  const look = async (order: InspectionOrder): Promise<Inspection | 'failed'> => {
    const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(order) }));
    const answer: unknown = JSON.parse(Buffer.from(Payload ?? []).toString('utf8'));
    if (FunctionError === undefined) return inspection.parse(answer);
    const { errorType, errorMessage } = fault.parse(answer);
    if (DEATHS.has(errorType) && !errorMessage.includes('Init timed out')) return 'failed';
    throw new Error(`The look into a paper failed: ${errorType}`);
  };
  return {
    inspect: async (order) => {
      for (let looks = 1; looks < LOOKS; looks += 1) {
        const found = await look(order);
        if (found !== 'failed') return found;
      }
      return look(order);
    },
  };
}
