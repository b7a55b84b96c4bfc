import * as z from 'zod';

/** In which language a form is wanted. */
export const formQuery = z.object({ language: z.enum(['vi', 'en']).default('vi').meta({ description: 'The language of the form.' }) }).strict();
