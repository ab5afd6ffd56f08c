import { z } from 'zod';

const wireEvent = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().int(),
  payload: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  occurredAt: z.iso.datetime(),
  /** Traceparent of its emission, when somebody traced it. */
  trace: z.string().nullish(),
});

/** An event on its way: as jobs carry it. Its payload is checked by the consumer, against the consumer's own definition. */
export type WireEvent = z.infer<typeof wireEvent>;

/** Job `batch` of a queue `events-<consumer>`; `again` when it was sent before and its acknowledgement did not come. */
export const batchJob = z.object({ producer: z.string(), events: z.array(wireEvent), again: z.boolean().default(false) });
export type BatchJob = z.input<typeof batchJob>;

/** Job `event` of the same queue: one that failed in its batch, with tries of its own. */
export const singleJob = z.object({ producer: z.string(), event: wireEvent });
export type SingleJob = z.infer<typeof singleJob>;

/** Job `acks` of a queue `acks-<producer>`. */
export const acksJob = z.object({ consumer: z.string(), ids: z.array(z.string()) });
export type AcksJob = z.infer<typeof acksJob>;

export const eventsQueue = (consumer: string) => `events-${consumer}`;
export const acksQueue = (producer: string) => `acks-${producer}`;
/** A job id holds no ':' and is no integer. */
export const singleJobId = (eventId: string) => `event-${eventId}`;
