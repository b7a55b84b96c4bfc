import * as z from 'zod';

export const environmentSchema = z.object({ ACCESS_TABLE: z.string().min(1) });
