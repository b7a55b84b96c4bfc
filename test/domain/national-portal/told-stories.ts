import { readFileSync } from 'node:fs';
import type { DossierEventType } from '#domain/dossiers/event';
import { momentOf, type DossierMoment } from '#domain/national-portal/dossier-moment';
import type { PortalField, PortalRecord } from '#domain/national-portal/fill-record';
import type { PortalContext } from '#domain/national-portal/portal-context';
import { portalTelling, type PortalTelling } from '#domain/national-portal/portal-telling';
import { portalWire } from '#domain/national-portal/wire-versions';
import { catalogueProcedure } from '#test/domain/dossiers/catalogue-procedure';
import { agencyOf, APPLICATION, DESK, Story } from '#test/domain/dossiers/story';

export const WIRE = portalWire('v1');
export const DESK_NAME = 'Trung tâm Phục vụ hành chính công xã';
export const COMMITTEE_NAME = 'Ủy ban nhân dân xã';

/** The names a story's agencies have in these tests; the others are told by their codes. */
export function contextOf(story: Story): PortalContext {
  return { procedure: story.procedure, agencyNames: new Map([[DESK, DESK_NAME], [agencyOf('commune-peoples-committee'), COMMITTEE_NAME]]) };
}

/** What the portal is told of the last event of a kind so far. */
export function toldOf(story: Story, type: DossierEventType, wire = WIRE): PortalTelling {
  return portalTelling(lastMoment(story, type), contextOf(story), wire);
}

export function lastMoment(story: Story, type: DossierEventType): DossierMoment {
  const seq = story.recorded.findLast(({ event }) => event.type === type)?.seq ?? 0;
  const moment = momentOf(story.recorded, seq, APPLICATION);
  if (moment === undefined) throw new Error(`${type} has not happened`);
  return moment;
}

/** Everything the portal is told of a story, event by event. */
export function tellingsOf(story: Story): readonly { readonly type: DossierEventType; readonly telling: PortalTelling }[] {
  return story.recorded.flatMap(({ seq, event }) => {
    const moment = momentOf(story.recorded, seq, APPLICATION);
    return moment === undefined ? [] : [{ type: event.type, telling: portalTelling(moment, contextOf(story), WIRE) }];
  });
}

/** A child is born on Monday 5 October 2026: handed in 09:00, accepted at once, the birth registered the same afternoon. */
export function birthBegun(): Story {
  return new Story(catalogueProcedure('3.000722'), '2026-10-05 09:00').create().grant().submit().at('2026-10-05 09:30').accept().advance();
}

/** As above, to its three results on Wednesday and their hand-over on Thursday morning. */
export function birthReturned(): Story {
  const story = birthBegun().at('2026-10-05 16:00').answer('birth-registration', 'result', { resultReference: '15/KS' }).advance();
  story.at('2026-10-06 09:00').answer('health-insurance-card').advance().at('2026-10-07 09:00').answer('permanent-residence').advance();
  story.at('2026-10-08 08:00').ask({ type: 'hand-over', method: 'online' });
  return story;
}

/** The committee asks for a paper on Monday; the parents bring it on Tuesday, and the clock starts anew. */
export function birthSupplemented(): Story {
  const story = birthBegun().at('2026-10-05 14:00').answer('birth-registration', 'return-for-supplement', { items: ['Giấy chứng sinh bản gốc'], reasons: ['Bản chụp mờ'] }).advance();
  story.at('2026-10-06 10:00').grant([{ id: 'pp-again', slot: 'birth-evidence', fileName: 'giấy chứng sinh.pdf', contentType: 'application/pdf', sizeBytes: 900, sha256: 'b'.repeat(64) }]);
  return story.supplement('Xin gửi bản rõ hơn').advance();
}

/** A field of a record by its path, `DanhSachLePhi.0.Gia`. */
export function at(record: PortalRecord, path: string): PortalField | undefined {
  const [name = '', index, ...rest] = path.split('.');
  const field = record[name];
  if (index === undefined || field === undefined || typeof field === 'string') return field;
  const item = field[Number(index)];
  return item === undefined ? undefined : at(item, rest.join('.'));
}

/** A wire file as it lies on the disk. */
export function wireFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../domain/national-portal/wire/${name}`, import.meta.url), 'utf8'));
}
