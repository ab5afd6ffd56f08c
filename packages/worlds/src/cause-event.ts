import { catalogue } from '@ejazz/events/catalogue';
import type { House } from '@ejazz/launcher/house/house';
import { type ServiceName, serviceNames } from '@ejazz/launcher/services/service-names';
import type { EventDefinition } from '@ejazz/platform/events/define-event';
import type { Transact } from '@ejazz/platform/outbox/transact';
import { z } from 'zod';

/** What came of it: 200, or why not. */
export type Caused = { readonly status: 200 } | { readonly status: 400 | 404 | 503; readonly error: string };

/** Tells an event as its producer would, and waits until every consumer has had its effect. */
export async function causeEvent(house: House, name: string, payload: unknown): Promise<Caused> {
  const event = catalogue.find((each) => each.name === name);
  if (!event) return { status: 404, error: `There is no event ${name}. There are ${catalogue.map((each) => each.name).join(', ')}.` };
  const parsed = event.payload.safeParse(payload);
  if (!parsed.success) return { status: 400, error: `The payload of ${name} is not of its form:\n${z.prettifyError(parsed.error)}` };
  const producer = serviceNames.find((each) => each === event.producer) as ServiceName;
  await emitters(house)[producer](event, parsed.data);
  await house[producer].backbone.settled();
  return { status: 200 };
}

type Emit = (event: EventDefinition, payload: Record<string, unknown>) => Promise<void>;

const emitters = (house: House): Record<ServiceName, Emit> => ({
  user: emitterOf(house.user.deps.transact),
  post: emitterOf(house.post.deps.transact),
  media: emitterOf(house.media.deps.transact),
  notification: emitterOf(house.notification.deps.transact),
  feed: emitterOf(house.feed.deps.transact),
});

const emitterOf =
  <Tx>(transact: Transact<Tx>): Emit =>
  (event, payload) =>
    transact(async ({ emit }) => emit(event, payload));
