import { z } from 'zod';

import { parseJson } from '../json/parse-json.ts';
import { invokeAsynchronously } from '../lambda/invoke-asynchronously.ts';
import { readProperties, resourcesOfType } from './read-properties.ts';
import type { EvaluatedResource } from '../assembly/evaluated-resource.ts';
import type { Lambdas } from '../lambda/start-lambdas.ts';

const invokeConfigProperties = z.object({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().optional(),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});
const deadLetterProperties = z.object({ DeadLetterConfig: z.object({ TargetArn: z.string() }).optional() });

export interface AsynchronousSettings {
  readonly resources: readonly EvaluatedResource[];
  readonly lambdas: Pick<Lambdas, 'invoke'>;
  reach(arn: string, event: unknown): Promise<void>;
}

/** Gives the `Event` way of invoking, with the retries, failure destination and dead letter queue the template gives each function. */
export function createAsynchronousInvoker(settings: AsynchronousSettings): (functionArn: string, payload: string) => Promise<void> {
  const { resources, lambdas } = settings;
  const configs = resourcesOfType(resources, 'AWS::Lambda::EventInvokeConfig').map((resource) => readProperties(resource, invokeConfigProperties));
  return async (functionArn, payload) => {
    const resource = resources.find(({ type, attributes }) => type === 'AWS::Lambda::Function' && attributes['Arn'] === functionArn);
    const config = configs.find(({ FunctionName }) => FunctionName === resource?.name || FunctionName === functionArn);
    const deadLetterArn = resource && readProperties(resource, deadLetterProperties).DeadLetterConfig?.TargetArn;
    const destinationArn = config?.DestinationConfig?.OnFailure?.Destination;
    await invokeAsynchronously(payload, {
      invoke: (text) => lambdas.invoke(functionArn, text),
      ...(config?.MaximumRetryAttempts !== undefined && { maximumRetries: config.MaximumRetryAttempts }),
      onFailure: async (failed, result) => {
        if (deadLetterArn !== undefined) await settings.reach(deadLetterArn, failed);
        if (destinationArn === undefined) return;
        const requestContext = { functionArn, condition: 'RetriesExhausted' };
        await settings.reach(destinationArn, { version: '1.0', requestContext, requestPayload: parseJson(failed), responsePayload: parseJson(result.payload) });
      },
    });
  };
}
