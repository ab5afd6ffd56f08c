import { type IdPrefix, idAt } from '@ejazz/platform/ids/id';
import type { Random } from './random';

/** An id as it would have been made at that moment, the same in every run. */
export const demoId = (prefix: IdPrefix, at: Date, random: Random): string =>
  idAt(
    prefix,
    at,
    Uint8Array.from({ length: 10 }, () => random.between(0, 255)),
  );
