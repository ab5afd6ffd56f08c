import { userNamed } from '@ejazz/events/user';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** Remembers who goes by which name, so that people can be mentioned. */
export const onUserNamed = defineHandler<typeof userNamed, Tx, Deps>(userNamed, async (events, { tx }) => {
  await tx.handle.createMany({
    data: events.map(({ payload: { userId, handleDigest } }) => ({ digest: handleDigest, userId })),
    skipDuplicates: true,
  });
});
