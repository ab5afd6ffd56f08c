import { Hopeless } from '../bus/bus';
import type { Sql } from '../database/sql';
import type { EventHandler } from '../events/handler';
import type { Received } from '../events/received';
import type { WireEvent } from '../events/wire';

/** The event in the consumer's own terms. Throws when it is not known here (yet), or, hopelessly, when its payload is not as defined. */
export function decode<Tx extends Sql, Deps>(event: WireEvent, handlers: ReadonlyMap<string, EventHandler<Tx, Deps>>): Received {
  const definition = handlers.get(event.name)?.event;
  if (!definition) throw new Error(`There is no handler for ${event.name}.`);
  if (definition.version !== event.version) throw new Error(`${event.name} is of version ${event.version}; known here is ${definition.version}.`);
  const payload = definition.payload.safeParse(event.payload);
  if (!payload.success) {
    throw new Hopeless(
      `The payload of ${event.name} is not valid: ${payload.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  }
  return { ...event, payload: payload.data, occurredAt: new Date(event.occurredAt) };
}
