/* eslint-disable @n8n/community-nodes/no-restricted-globals -- test code, never shipped */

/**
 * Random tests take the same way every time. `CSV_SEED=17 npx jest -c test/jest.config.js test/domain/csv` takes
 * another one; fast-check prints what it takes to find a failure again.
 */
export const SEED = Number(process.env.CSV_SEED ?? 20260601);
