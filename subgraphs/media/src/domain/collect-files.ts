import type { Deps } from '../deps';
import { keysOf, originalKey } from './files';

/** Longer than anything takes from a file to the row that speaks of it. */
const leftBehindMs = 2 * 3_600_000;
const batch = 500;

/** Removes files that no row speaks of: what was left behind where a process died, and crops around what a picture is no longer about. */
export async function collectFiles({ db, storage, incoming, clock }: Pick<Deps, 'db' | 'storage' | 'incoming' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - leftBehindMs);
  await incoming.removeOlder(before);
  let keys: string[] = [];
  const remove = async () => {
    const speaking = await spokenOf(db, keys);
    await Promise.all(keys.filter((key) => !speaking.has(key)).map((key) => storage.delete(key)));
    keys = [];
  };
  for await (const { key, changedAt } of storage.list()) {
    if (changedAt < before && keys.push(key) === batch) await remove();
  }
  await remove();
}

/** Every file that the rows of these keys speak of. */
async function spokenOf(db: Deps['db'], keys: readonly string[]): Promise<Set<string>> {
  const ids = [...new Set(keys.map((key) => key.split('.')[0] ?? ''))];
  const rows = await db.media.findMany({ where: { id: { in: ids } }, omit: { altText: true } });
  return new Set(
    rows.flatMap(({ revision, status, ...media }) => {
      if (!revision) return [];
      const original = originalKey(media.id, revision);
      return keysOf({ ...media, revision }).filter((key) => status === 'PROCESSING' || key !== original);
    }),
  );
}
