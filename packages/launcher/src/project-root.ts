import { join } from 'node:path';

/** The checkout that this runs from; the same from src/ and dist/. */
export const projectRoot = join(__dirname, '../../..');
