import { fileURLToPath } from 'node:url';

/** Where the suites find the cloud assembly of stage `local`. */
export const TEST_ASSEMBLY = fileURLToPath(new URL('../../../.local/test-assembly', import.meta.url));
