import { METRIC_NAMESPACE } from '#domain/notifications/metric-names';
import type { Cell } from '#infra/cell';
import type { FunctionName } from '#infra/function-environments';

/** What every function is told of the cell it belongs to. */
export function platformVariables({ stage }: Cell, name: FunctionName): Record<string, string> {
  return {
    STAGE: stage.name,
    LOG_LEVEL: stage.logLevel,
    POWERTOOLS_SERVICE_NAME: name,
    POWERTOOLS_METRICS_NAMESPACE: METRIC_NAMESPACE,
  };
}

/** The variables that were given a value; an optional one may be left out. */
export function given(environment: object): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (typeof value === 'string') variables[name] = value;
  return variables;
}
