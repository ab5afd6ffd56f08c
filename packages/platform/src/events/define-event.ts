import type { z } from 'zod';

/** A fact that one service tells others. Subgraphs know nothing of each other but these. */
export interface EventDefinition<Payload extends z.ZodObject = z.ZodObject> {
  /** `<thing>.<what-happened>`, unique. */
  readonly name: string;
  /** Grows when the payload changes in a way that consumers must know of. */
  readonly version: number;
  /** The only service that may emit it. */
  readonly producer: string;
  /** Services that must have a handler for it. */
  readonly subscribers: readonly string[];
  readonly describe: string;
  readonly payload: Payload;
}

export type PayloadOf<E extends EventDefinition> = z.output<E['payload']>;

export const defineEvent = <Payload extends z.ZodObject>(event: EventDefinition<Payload>): EventDefinition<Payload> => event;
