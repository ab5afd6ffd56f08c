import type { EventDefinition, PayloadOf } from '@ejazz/platform/events/define-event';
import type { Received } from '@ejazz/platform/events/received';
import { newId } from '@ejazz/platform/ids/id';

/** An event as it comes over the bus. */
export const heard = <E extends EventDefinition>(event: E, payload: PayloadOf<E>): Received => ({
  id: newId('evt'),
  name: event.name,
  version: event.version,
  payload,
  requestId: 'a-test-request',
  occurredAt: new Date(),
});
