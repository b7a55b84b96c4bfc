import { callWire, recordWire, type PortalWire } from '#domain/national-portal/wire-file';
import progressV1 from './wire/cap-nhat-tien-do-ho-so-mc.v1.json' with { type: 'json' };
import callV1 from './wire/call.v1.json' with { type: 'json' };
import dossierV1 from './wire/dong-bo-ho-so-mc.v1.json' with { type: 'json' };

/** What a wire's three files hold, not looked at yet. */
export interface PortalWireFiles {
  readonly dossier: unknown;
  readonly progress: unknown;
  readonly call: unknown;
}

const VERSIONS: Readonly<Record<string, PortalWireFiles>> = {
  v1: { dossier: dossierV1, progress: progressV1, call: callV1 },
};

/** The versions of the portal's wire that this software has files for. */
const portalWireVersions: readonly string[] = Object.keys(VERSIONS);

/** @throws when a file is not as it must be, or its three are not of one version */
export function readPortalWire(files: PortalWireFiles): PortalWire {
  const wire = { dossier: recordWire.parse(files.dossier), progress: recordWire.parse(files.progress), call: callWire.parse(files.call) };
  if (wire.dossier.version !== wire.call.version || wire.progress.version !== wire.call.version) throw new Error('The three files of a wire have one version');
  return wire;
}

/** @throws when there are no files of this version */
export function portalWire(version: string): PortalWire {
  const files = Object.hasOwn(VERSIONS, version) ? VERSIONS[version] : undefined;
  if (files === undefined) throw new Error(`There are no files for the wire ${version} of the national portal; there are: ${portalWireVersions.join(', ')}.`);
  return readPortalWire(files);
}
