import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { inspection, type PaperInspector } from '#domain/documents/paper-inspector';

interface InspectorAccess {
  readonly client: LambdaClient;
  /** Name or ARN of the function that has no rights. */
  readonly functionName: string;
}

/** Looks into papers by a function of its own, which knows nothing and may do nothing: whoever takes it over has won a locked room. */
export function createLambdaPaperInspector({ client, functionName }: InspectorAccess): PaperInspector {
  return {
    inspect: async (order) => {
      const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(order) }));
      if (FunctionError !== undefined) return 'failed';
      return inspection.parse(JSON.parse(Buffer.from(Payload ?? []).toString('utf8')));
    },
  };
}
