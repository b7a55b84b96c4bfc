import type { DecisionContext } from '#domain/dossiers/context';
import type { CreateDossier } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { ruleBroken, wrongState } from '#domain/dossiers/violations';
import { isPersonalNumber } from '#domain/holdings/store-owner';
import { chooseCase, completeChoices } from '#domain/procedures/choose-case';

/** Opens a draft for the version of the procedure in force. Nothing is promised until it is handed in. */
export function create(dossier: Dossier | undefined, command: CreateDossier, context: DecisionContext): DossierEvent[] {
  if (dossier !== undefined) throw wrongState(dossier, { vi: 'Hồ sơ đã được tạo.', en: 'It was created already.' });
  const { procedure } = context;
  if (!procedure.channels.includes(command.channel)) {
    throw ruleBroken(
      'channel-not-offered',
      { vi: `Thủ tục này chỉ nhận qua: ${procedure.channels.join(', ')}.`, en: `This procedure is only taken by: ${procedure.channels.join(', ')}.` },
      [{ pointer: '/channel', problem: 'not offered by the procedure' }],
    );
  }
  requireProofByDesk(command);
  const choices = completeChoices(procedure, command.choices);
  return [
    {
      type: 'DossierCreated',
      procedure: { code: procedure.code, version: procedure.version },
      caseId: chooseCase(procedure, choices).id,
      choices: { ...choices },
      channel: command.channel,
      place: { ...command.place },
      ownerId: command.ownerId,
      receivingAgency: command.receivingAgency,
    },
  ];
}

/** Whoever says a number is proved decides whose electronic store the papers lie in: only a desk that has the person before it may say so. */
function requireProofByDesk({ by, channel, application: { applicant } }: CreateDossier): void {
  const { identityProof, identityNumber, kind } = applicant;
  if (identityProof === undefined || (by.kind === 'officer' && channel === 'desk' && kind === 'citizen' && isPersonalNumber(identityNumber))) return;
  throw ruleBroken(
    'identity-not-proved',
    {
      vi: 'Chỉ cán bộ tiếp nhận trực tiếp tại bộ phận một cửa mới ghi nhận đã xác thực số định danh (12 chữ số) của công dân; hãy bỏ trường này.',
      en: 'Only an officer who receives a citizen at the desk records that a personal identification number (12 digits) was proved; leave the field out.',
    },
    [{ pointer: '/application/applicant/identityProof', problem: 'not to be said by this caller, by this channel or of this number' }],
  );
}
