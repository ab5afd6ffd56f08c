import { setting } from '@ejazz/platform/env/setting';
import { rateLimitsSetting } from './rate/policies';

/** How large a request of a client may be. What they mean: docs/protection.md. */
export const limitSettings = {
  MAX_DEPTH: setting.integer(15, { min: 1, max: 1000 }, 'how deep fields of a document may nest'),
  MAX_FIELDS: setting.integer(1000, { min: 1, max: 100_000 }, 'fields of an operation, with every fragment counted wherever it is spread'),
  MAX_ALIASES: setting.integer(50, { min: 0, max: 100_000 }, 'aliases of an operation, counted likewise'),
  MAX_DIRECTIVES: setting.integer(50, { min: 0, max: 100_000 }, 'directives of an operation, counted likewise'),
  MAX_REPEATS: setting.integer(10_000, { min: 0, max: 10_000_000 }, 'pairs of selections in a document that stand for the same field of the answer'),
  MAX_TOKENS: setting.integer(2000, { min: 10, max: 1_000_000 }, 'tokens of a document: names, values and punctuation'),
  MAX_BODY_BYTES: setting.integer(1024 * 1024, { min: 1024, max: 100 * 1024 * 1024 }, 'bytes of a request body, or of a WebSocket message'),
  MAX_BATCH: setting.integer(10, { min: 0, max: 1000 }, 'operations in one HTTP request, sent as a JSON array; 0 refuses arrays'),
  MAX_COST: setting.integer(5000, { min: 1, max: 10_000_000 }, 'what an operation may cost, estimated before it runs'),
  RATE_LIMITS: rateLimitsSetting,
} as const;
