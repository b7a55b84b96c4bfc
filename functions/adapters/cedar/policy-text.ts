import administrator from './policies/administrator.cedar';
import auditor from './policies/auditor.cedar';
import clients from './policies/clients.cedar';
import agencyMatters from './policies/agency-matters.cedar';
import bulk from './policies/bulk.cedar';
import consultedAgency from './policies/consulted-agency.cedar';
import documents from './policies/documents.cedar';
import deskOfficer from './policies/desk-officer.cedar';
import figures from './policies/figures.cedar';
import forms from './policies/forms.cedar';
import lateness from './policies/lateness.cedar';
import owner from './policies/owner.cedar';
import signing from './policies/signing.cedar';
import subscriptions from './policies/subscriptions.cedar';
import stepAgency from './policies/step-agency.cedar';

/** Every policy of the cell. What none of them permits is denied. */
export const policyText = [owner, deskOfficer, stepAgency, documents, consultedAgency, lateness, agencyMatters, figures, forms, bulk, administrator, clients, signing, subscriptions, auditor].join('\n');
