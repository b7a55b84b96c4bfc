import type { DataExport, ExportPart } from '#domain/exports/data-export';

/** What is known of exports: how far each has come, and which parts it has. */
export interface ExportStore {
  /** Keeps a new one; answers with the one that is there under its id already. */
  create(order: DataExport): Promise<DataExport>;
  /** As it stands now. */
  find(id: string): Promise<DataExport | undefined>;
  /** The export as it stands after a part, with the part; all or nothing. `conflict` when another run was first. */
  commit(after: DataExport, part?: ExportPart): Promise<'committed' | 'conflict'>;
  /** All parts in order. */
  parts(id: string): Promise<readonly ExportPart[]>;
}
