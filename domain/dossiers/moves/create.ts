import type { DecisionContext } from '#domain/dossiers/context';
import type { CreateDossier } from '#domain/dossiers/command';
import type { Dossier } from '#domain/dossiers/dossier';
import type { DossierEvent } from '#domain/dossiers/event';
import { ruleBroken, wrongState } from '#domain/dossiers/violations';
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
