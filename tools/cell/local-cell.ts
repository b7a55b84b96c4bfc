import * as z from 'zod';
import { readCellState } from '#local/clock/read-cell-state';

/** How a client of the AWS SDK speaks to a local cell. */
export const LOCAL_ACCESS = { region: 'ap-southeast-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

const described = z.object({ urls: z.record(z.string(), z.string()), resources: z.array(z.object({ path: z.string(), type: z.string(), name: z.string() })) });

export interface LocalCell {
  /** Where one of its services answers. */
  readonly url: (service: string) => string;
  /** The name of its resource of a type, under a path of the stacks. */
  readonly named: (type: RegExp, path: RegExp) => string;
}

/** Asks a running local cell where its services are and what its resources are called. */
export async function describeLocalCell(control: string): Promise<LocalCell> {
  const { urls, resources } = described.parse(await (await fetch(control)).json());
  return {
    url: (service) => urls[service] ?? '',
    named: (type, path) => resources.find((each) => type.test(each.type) && path.test(each.path))?.name ?? '',
  };
}

/**
 * Where the local cell is asked: as given, or the one that runs here.
 * @throws Error when none runs
 */
export function controlUrl(given: string | undefined): string {
  const url = given ?? readCellState()?.controlUrl;
  if (url === undefined) throw new Error('No local cell runs here (npm start); name the tables and buckets of a cell on AWS.');
  return url;
}
