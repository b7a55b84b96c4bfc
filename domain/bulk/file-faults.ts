import { MAX_ROW_BYTES, MAX_ROWS } from '#domain/bulk/bulk-hand-in';
import { DomainError } from '#domain/kernel/domain-error';

/** Why a file is not taken as a whole. Rows are named by their number, never by what is in them. */
export function encodingUnknown(row: number): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-encoding-unknown',
    mend: { vi: 'Tệp không phải UTF-8; hãy lưu lại với mã hoá UTF-8 (trong Excel: “CSV UTF-8”).', en: 'The file is not UTF-8; save it again as UTF-8 (in Excel: "CSV UTF-8").' },
    fields: [at(row, 'bytes that are no UTF-8')],
  });
}

export function tooManyRows(): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-too-many-rows',
    mend: { vi: `Một tệp có tối đa ${String(MAX_ROWS)} hồ sơ; hãy chia thành nhiều tệp.`, en: `A file holds at most ${String(MAX_ROWS)} dossiers; divide it into several.` },
  });
}

export function noRows(): DomainError {
  return new DomainError({ kind: 'rule-broken', code: 'bulk-no-rows', mend: { vi: 'Tệp không có hồ sơ nào.', en: 'There is no dossier in the file.' } });
}

export function rowTooLong(row: number): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-row-too-long',
    mend: {
      vi: `Một dòng dài quá ${String(MAX_ROW_BYTES / 1024)} KB; thường là do thiếu dấu xuống dòng hoặc dấu ngoặc kép không được đóng.`,
      en: `A row is longer than ${String(MAX_ROW_BYTES / 1024)} KB; mostly a line break is missing, or a quote was never closed.`,
    },
    fields: [at(row, 'too long')],
  });
}

export function quoteUnclosed(row: number): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-quote-unclosed',
    mend: { vi: 'Có dấu ngoặc kép được mở mà không được đóng, nên không biết dòng kết thúc ở đâu.', en: 'A quote is opened and never closed, so that nobody can tell where its row ends.' },
    fields: [at(row, 'its quote is not closed')],
  });
}

export function columnsUnknown(fields: readonly { readonly pointer: string; readonly problem: string }[]): DomainError {
  return new DomainError({
    kind: 'rule-broken',
    code: 'bulk-columns-unknown',
    mend: { vi: 'Dòng đầu phải là tên các cột như tài liệu đã nêu; hãy sửa hoặc bỏ các cột đã chỉ ra.', en: 'The first row must name the columns as documented; mend or remove the columns pointed at.' },
    fields: [...fields],
  });
}

function at(row: number, problem: string): { pointer: string; problem: string } {
  return { pointer: `/rows/${String(row)}`, problem };
}
