import * as z from 'zod';

export const environmentSchema = z.object({});
