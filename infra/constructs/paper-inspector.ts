import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import { LockedRoom } from '#infra/constructs/locked-room';
import { ServiceFunction } from '#infra/constructs/service-function';

/** One whole processor, and more than the largest scan allowed, parsed. */
const PARSER_MEGABYTES = 1769;
const ROOM_FOR_PAPERS_MEGABYTES = 2048;

/** Who opens strangers' files: without rights, and in a network that leads to them alone. */
export function paperInspector(scope: Construct, cell: Cell): ServiceFunction {
  const room = new LockedRoom(scope, 'LockedRoom', { surroundings: cell, papers: cell.papers });
  return new ServiceFunction(scope, 'papers/inspect-paper', {
    cell,
    owner: 'papers',
    environment: {},
    access: [room.admits()],
    memoryMegabytes: PARSER_MEGABYTES,
    timeoutSeconds: 60,
    temporaryMegabytes: ROOM_FOR_PAPERS_MEGABYTES,
    room,
    failureImpact: { vi: 'Giấy tờ nằm mãi ở trạng thái đang kiểm tra vì không xem được bên trong.', en: 'Papers stay being checked, since nobody can look into them.' },
  });
}
