import type { Json, JsonObject } from '../json/json.ts';

/** One resource of one stack with every template function replaced. */
export interface EvaluatedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** The construct path (`Intake/CreateDossier/Resource`) where CDK left it, else stack and logical id. */
  readonly path: string;
  /** The physical name; for API parts their id. */
  readonly name: string;
  readonly ref: Json;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly properties: JsonObject;
}
