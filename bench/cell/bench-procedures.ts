/** The made-up procedures of the bench, and where their dossiers are handed in. */
export const SIX_STEPS = '1.999906';
export const REFERENCE = '1.999908';
/** The same, its papers scanned one by one. */
export const REFERENCE_SINGLY = '1.999909';
export const HOME = { place: { commune: 'H99.101', province: 'H99' }, receivingAgency: 'H99.101.01', channel: 'online' as const };
