import type { Deps, Tx } from '../deps';

const megabyte = 1_000_000;

/** What one person may have. */
export const quotaOf = ({ MEDIA_QUOTA_FILES, MEDIA_QUOTA_MB }: Deps['env']) => ({ files: MEDIA_QUOTA_FILES, megabytes: MEDIA_QUOTA_MB });

/** Thrown out of the transaction, so that nothing of it stays. */
export class QuotaExceeded extends Error {
  override readonly name = 'QuotaExceeded';
}

/** Throws when a file more, of so many bytes, would be too much for its owner. What is to come counts as what is there. */
export async function checkQuota({ env }: Pick<Deps, 'env'>, tx: Tx, ownerId: string, byteSize: number): Promise<void> {
  const most = quotaOf(env);
  // Of two at once the second counts the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`media of ${ownerId}`}, 0))`;
  const [had] = await tx.$queryRaw<{ files: number; bytes: number }[]>`
    SELECT count(*)::int AS files, coalesce(sum(byte_size), 0)::float AS bytes FROM media WHERE owner_id = ${ownerId} AND status <> 'FAILED'`;
  if (!had || had.files + 1 > most.files || had.bytes + byteSize > most.megabytes * megabyte) throw new QuotaExceeded();
}
