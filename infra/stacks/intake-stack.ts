import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Cell } from '#infra/cell';
import type { ServiceApi } from '#infra/constructs/service-api';
import { ServiceFunction } from '#infra/constructs/service-function';

/** What a citizen does with his dossier: start it, hand in papers, follow it, mend it, take it back. */
export class IntakeStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly cell: Cell; readonly api: ServiceApi }) {
    super(scope, id, props);
    const { cell, api } = props;
    const { dossiers, register, papers } = cell;
    const tables = { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name };
    const withPapers = { ...tables, QUARANTINE_BUCKET: papers.quarantine.bucketName };
    const base = { cell, environment: tables, owner: 'intake' };
    const reading = [dossiers.reads(), register.reads()];
    const moving = [...reading, dossiers.writes()];

    api.route('POST /v1/dossiers', new ServiceFunction(this, 'intake/create-dossier', {
      ...base,
      access: moving,
      failureImpact: 'Nobody can start a dossier, online or at the desk.',
    }));
    api.route('GET /v1/dossiers', new ServiceFunction(this, 'intake/list-my-dossiers', {
      ...base,
      environment: { DOSSIER_TABLE: dossiers.name },
      access: [dossiers.reads('owner')],
      failureImpact: 'A citizen cannot see his own dossiers.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/papers', new ServiceFunction(this, 'intake/grant-upload', {
      ...base,
      environment: withPapers,
      access: [...moving, papers.takesUploads()],
      failureImpact: 'A citizen cannot upload his papers and has to bring them on paper.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/submission', new ServiceFunction(this, 'intake/submit-dossier', {
      ...base,
      environment: withPapers,
      // Handing in takes the next number of the day, which gives the dossier its code.
      access: [...moving, register.counts(), papers.readsUploads()],
      timeoutSeconds: 29,
      failureImpact: 'A citizen cannot hand in, and may miss a date fixed by law.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/supplement', new ServiceFunction(this, 'intake/supplement-dossier', {
      ...base,
      environment: withPapers,
      access: [...moving, papers.readsUploads()],
      timeoutSeconds: 29,
      failureImpact: 'A citizen cannot hand in what was missing, and his dossier stands still.',
    }));
    api.route('POST /v1/dossiers/{dossierId}/withdrawal', new ServiceFunction(this, 'intake/withdraw-dossier', {
      ...base,
      access: moving,
      failureImpact: 'A citizen cannot take his dossier back; officials work on what nobody wants.',
    }));
    api.route('GET /v1/dossiers/{dossierId}', new ServiceFunction(this, 'intake/read-dossier', {
      ...base,
      access: reading,
      failureImpact: 'Neither citizens nor officials can open a dossier.',
    }));
    api.route('GET /v1/dossiers/{dossierId}/events', new ServiceFunction(this, 'intake/read-history', {
      ...base,
      access: reading,
      failureImpact: 'Nobody can see what happened to a dossier, and agencies cannot catch up on events they missed.',
    }));
    api.publicRoute('GET /v1/lookup/{dossierCode}', new ServiceFunction(this, 'intake/look-up-dossier', {
      ...base,
      access: reading,
      failureImpact: 'A citizen with only the code on his receipt cannot learn where his dossier stands.',
    }));
  }
}
