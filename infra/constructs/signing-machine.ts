import type { Construct } from 'constructs';
import { ServiceFunction, type ServiceFunctionProps } from '#infra/constructs/service-function';
import { Workflow, type WorkflowProps } from '#infra/constructs/workflow';

interface SigningMachine {
  /** What every step of a machine is given. */
  readonly deciding: Omit<ServiceFunctionProps<'steps/decide-signing'>, 'failureImpact'>;
  readonly machine: Pick<WorkflowProps, 'surroundings' | 'owner' | 'names'>;
  readonly recordFailure: ServiceFunction;
}

/** The machine that follows a document to its last signature, with the steps it calls; form 04 it drafts first. */
export function signingMachine(scope: Construct, { deciding, machine, recordFailure }: SigningMachine): Workflow {
  const decideSigning = new ServiceFunction(scope, 'steps/decide-signing', {
    ...deciding,
    failureImpact: {
      vi: 'Văn bản chờ ký mà không ai được nhắc, và lãnh đạo không biết là đã quá hạn ký.',
      en: 'Documents lie unsigned, nobody is reminded, and no head learns that a signature is late.',
    },
  });
  const { dossiers, register, papers } = deciding.cell;
  const draftApology = new ServiceFunction(scope, 'steps/draft-apology', {
    cell: deciding.cell,
    owner: deciding.owner,
    environment: { DOSSIER_TABLE: dossiers.name, REGISTER_TABLE: register.name, VAULT_BUCKET: papers.vault.bucketName },
    access: [dossiers.reads(), dossiers.writes(), register.reads(), papers.vaultRights.writes('documents')],
    // Drawing is work for the processor, whose share grows with the memory.
    memoryMegabytes: 1024,
    timeoutSeconds: 30,
    failureImpact: {
      vi: 'Người dân được hẹn lại nhưng phiếu xin lỗi không được soạn để lãnh đạo ký.',
      en: 'People have their new appointment, but the letter of apology is not drafted for the head to sign.',
    },
  });
  return new Workflow(scope, 'DocumentSigning', {
    ...machine,
    file: 'document-signing',
    calls: [decideSigning, draftApology, recordFailure],
    access: [dossiers.takesWaits('revision')],
    failureImpact: {
      vi: 'Một văn bản chờ ký mất lượt điều phối: không ai được nhắc ký cho đến khi đối soát khởi động lượt khác.',
      en: 'A document has lost its run: nobody is reminded to sign it until the reconciler starts another.',
    },
  });
}
