import { dossierStoreContract } from '#test/support/contracts/dossier-store.contract';
import { InMemoryDossierStore } from '#test/support/fakes/in-memory-dossier-store';

const store = new InMemoryDossierStore();

dossierStoreContract('The fake', () => ({ store, leaveWait: async (place, wait) => store.leaveWait(place, wait) }));
