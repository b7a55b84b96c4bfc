import * as z from 'zod';

/** Words already made for people. */
export const said = z.string().min(1);

/** The agency that writes, as it stands in the head of a document. */
export const shownAgency = z
  .object({
    name: said,
    nameInCapitals: said,
    /** The body above it; a ministry and a province have none. */
    superiorInCapitals: said.optional(),
  })
  .strict();

const shownApplicant = z
  .object({ fullName: said, identityNumber: said, address: said.optional(), phone: said.optional(), email: said.optional() })
  .strict();

export const shownProcedure = z.object({ code: said, name: said }).strict();

/** What every form about one dossier shows. */
export const shownDossierHead = z.object({ code: said, number: said, agency: shownAgency, placeAndDate: said, applicant: shownApplicant, procedure: shownProcedure }).strict();
