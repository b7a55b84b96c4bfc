import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dossierFields, progressFields, type DossierFields, type ProgressFields } from '#local/portal-stub/portal-fields';

/** What the stub keeps of one dossier. */
export interface KeptDossier {
  latest: DossierFields;
  /** Status codes as they came, a repeated one not again. */
  readonly statuses: string[];
  readonly progress: ProgressFields[];
  updates: number;
}

export interface PortalAnswer {
  readonly error_code: string;
  readonly message: string;
  readonly session?: string;
}

/** One call as the log shows it: names and codes, nothing of a person. */
export interface LoggedCall {
  readonly at: string;
  readonly service: string;
  readonly isUpdating: string;
  readonly dossier: string;
  readonly status: string;
  readonly answer: string;
}

const call = z.strictObject({ session: z.string(), madonvi: z.string().min(1), service: z.enum(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']), isUpdating: z.enum(['True', 'False']).optional(), data: z.array(z.unknown()).min(1).max(100) });
type Call = z.infer<typeof call>;

const login = z.strictObject({ username: z.string(), password: z.string() });

/** As much of a call as the log shows, whatever was sent. */
const toLog = z
  .looseObject({
    service: z.string().catch('?'),
    isUpdating: z.string().catch('–'),
    data: z.array(z.looseObject({ MaHoSo: z.string().catch('?'), TrangThaiHoSo: z.string().optional().catch(undefined), TrangThai: z.string().optional().catch(undefined) })).catch([]),
  })
  .catch({ service: '?', isUpdating: '–', data: [] });

const OK: PortalAnswer = { error_code: '0', message: 'Thành công' };

/** The portal's side of the sync, without its network: takes messages, checks them strictly and remembers. */
export class PortalDesk {
  readonly dossiers = new Map<string, KeptDossier>();
  readonly log: LoggedCall[] = [];
  readonly #sessions = new Set<string>();
  readonly #login: z.infer<typeof login>;

  constructor(credentials: { readonly username: string; readonly password: string }) {
    this.#login = credentials;
  }

  logIn(body: unknown): PortalAnswer {
    const asked = login.safeParse(body).data;
    if (asked?.username !== this.#login.username || asked.password !== this.#login.password) return { error_code: '2', message: 'Sai tài khoản hoặc mật khẩu' };
    const session = randomUUID();
    this.#sessions.add(session);
    return { ...OK, session };
  }

  /** As after a restart of the portal: whoever was logged in is not any more. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  take(body: unknown): PortalAnswer {
    const read = call.safeParse(body);
    const answer = read.success ? this.#takeCall(read.data) : unfit('', read.error);
    this.#note(body, answer);
    return answer;
  }

  #takeCall(asked: Call): PortalAnswer {
    if (!this.#sessions.has(asked.session)) return { error_code: '3', message: 'Phiên làm việc không hợp lệ' };
    if (asked.service === 'CapNhatTienDoHoSoMC') return this.#each(asked, progressFields, (line) => this.#progress(line));
    const { isUpdating } = asked;
    if (isUpdating === undefined) return { error_code: '4', message: 'isUpdating phải là True hoặc False' };
    return this.#each(asked, dossierFields, (record) => (isUpdating === 'True' ? this.#update(record) : this.#add(record)));
  }

  /** All records of a call or none. */
  #each<Fields>({ data }: Call, fields: z.ZodType<Fields>, take: (record: Fields) => PortalAnswer): PortalAnswer {
    const records: Fields[] = [];
    for (const [index, one] of data.entries()) {
      const read = fields.safeParse(one);
      if (!read.success) return unfit(`data.${String(index)}.`, read.error);
      records.push(read.data);
    }
    return records.map(take).find(({ error_code }) => error_code !== OK.error_code) ?? OK;
  }

  #add(record: DossierFields): PortalAnswer {
    if (this.dossiers.has(record.MaHoSo)) return { error_code: '1', message: `Hồ sơ ${record.MaHoSo} của ${record.ChuHoSo} đã tồn tại` };
    this.dossiers.set(record.MaHoSo, { latest: record, statuses: [record.TrangThaiHoSo], progress: [], updates: 0 });
    return OK;
  }

  #update(record: DossierFields): PortalAnswer {
    const kept = this.dossiers.get(record.MaHoSo);
    if (kept === undefined) return unknown(record.MaHoSo);
    kept.latest = record;
    kept.updates += 1;
    if (kept.statuses.at(-1) !== record.TrangThaiHoSo) kept.statuses.push(record.TrangThaiHoSo);
    return OK;
  }

  #progress(line: ProgressFields): PortalAnswer {
    const kept = this.dossiers.get(line.MaHoSo);
    if (kept === undefined) return unknown(line.MaHoSo);
    const text = JSON.stringify(line);
    if (kept.progress.some((each) => JSON.stringify(each) === text)) return { error_code: '1', message: 'Tiến trình đã tồn tại' };
    kept.progress.push(line);
    return OK;
  }

  #note(body: unknown, answer: PortalAnswer): void {
    const { service, isUpdating, data } = toLog.parse(body);
    const [{ MaHoSo: dossier, TrangThaiHoSo, TrangThai } = { MaHoSo: '?' }] = data;
    const said = answer.error_code === OK.error_code ? 'taken' : `${answer.error_code}: ${withoutOwner(answer.message, this.dossiers.get(dossier))}`;
    this.log.push({ at: new Date().toISOString(), service, isUpdating, dossier, status: TrangThaiHoSo ?? TrangThai ?? '?', answer: said });
  }
}

function unknown(code: string): PortalAnswer {
  return { error_code: '1', message: `Hồ sơ ${code} không tồn tại` };
}

/** Says which field is wrong and how, never what was in it. */
function unfit(where: string, { issues }: z.ZodError): PortalAnswer {
  return { error_code: '5', message: issues.map(({ path, message, code }) => `${where}${path.join('.')}: ${code === 'custom' || code === 'invalid_format' ? message : code}`).join('; ') };
}

function withoutOwner(message: string, kept: KeptDossier | undefined): string {
  return kept === undefined ? message : message.replaceAll(kept.latest.ChuHoSo, masked(kept.latest.ChuHoSo));
}

/** "Nguyễn Thị Ánh" as "N*** T*** Á***". */
export function masked(text: string): string {
  return text.replaceAll(/(\p{L}|\d)[\p{L}\p{M}\d]*/gu, '$1***');
}
