import { RecordTable } from '#infra/constructs/record-table';

/** What dossiers add up to, by agency, procedure and time (D12). All of it can be counted again from the record. */
export class FiguresTable extends RecordTable<never> {}
