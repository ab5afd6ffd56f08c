import ids from '@ejazz/platform/ids/id';
import { startHouse } from '../house.mjs';

/** The feed service of a house of its own, and a way to fill its database. */
export async function withFeed(work) {
  const { house, remove } = await startHouse('postgres');
  try {
    const { deps } = house.feed;
    return await work({ deps, sql: (text, ...values) => deps.db.$executeRawUnsafe(text, ...values), newPerson: () => ids.newId('usr') });
  } finally {
    await remove();
  }
}
