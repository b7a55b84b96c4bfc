import * as z from 'zod';

/** What GuardDuty tells through EventBridge of one scanned object, at least once. Only the first result lets a paper pass. */
export const scanEvent = z.object({
  detail: z.object({
    s3ObjectDetails: z.object({ objectKey: z.string().max(1024), versionId: z.string().max(1024) }),
    scanResultDetails: z.object({ scanResultStatus: z.enum(['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED']) }),
    /** Who scanned, where it is not GuardDuty. */
    scanner: z.string().max(40).default('guardduty'),
  }),
});
export type ScanEvent = z.infer<typeof scanEvent>;

/** `scanned-singly`: the verdict was on papers together, and does not hold for each of them. */
export const judgement = z.object({ outcome: z.enum(['accepted', 'refused', 'known', 'not-ours', 'scanned-singly']) }).strict();
export type Judgement = z.infer<typeof judgement>;
