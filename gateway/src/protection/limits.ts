import type { Env } from '@ejazz/platform/env/define-env';
import { Fault } from '@ejazz/platform/errors/fault';
import type { limitSettings } from './settings';

/** How large a request may be. Clients read them as `config.limits`. */
export interface Limits {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  readonly repeats: number;
  readonly tokens: number;
  readonly bodyBytes: number;
  readonly batch: number;
  readonly cost: number;
}

export const limitsOf = (env: Env<typeof limitSettings>): Limits => ({
  depth: env.MAX_DEPTH,
  fields: env.MAX_FIELDS,
  aliases: env.MAX_ALIASES,
  directives: env.MAX_DIRECTIVES,
  repeats: env.MAX_REPEATS,
  tokens: env.MAX_TOKENS,
  bodyBytes: env.MAX_BODY_BYTES,
  batch: env.MAX_BATCH,
  cost: env.MAX_COST,
});

const described: Record<keyof Limits, (maximum: number) => string> = {
  depth: (maximum) => `The document nests deeper than ${maximum} fields.`,
  fields: (maximum) => `The operation selects more than ${maximum} fields.`,
  aliases: (maximum) => `The operation has more than ${maximum} aliases.`,
  directives: (maximum) => `The operation has more than ${maximum} directives.`,
  repeats: (maximum) => `The document asks more than ${maximum} times for what it asks for already.`,
  tokens: (maximum) => `The document has more than ${maximum} tokens.`,
  bodyBytes: (maximum) => `The body is larger than ${maximum} bytes.`,
  batch: (maximum) => (maximum === 0 ? 'Operations are taken one a request.' : `The request holds more than ${maximum} operations.`),
  cost: (maximum) => `The operation may cost more than ${maximum}: ask for shorter lists, or for less of each thing.`,
};

/** The refusal of what is larger than a limit; the limit is in its extensions, for programs. */
export const beyond = (limits: Limits, limit: keyof Limits, facts: Record<string, unknown> = {}): Fault =>
  new Fault('LIMIT_EXCEEDED', described[limit](limits[limit]), {
    limit,
    maximum: limits[limit],
    ...facts,
    http: { status: limit === 'bodyBytes' ? 413 : 400 },
  });
