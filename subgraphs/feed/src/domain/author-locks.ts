import type { Tx } from '../deps';

/**
 * Until the commit, nobody else publishes to or changes the following of these authors: else a publication that does not see a
 * follow yet, and that follow's backfill, which does not see the publication yet, would lose an entry between them. Locks are
 * taken in one order, once a transaction: what a producer sends in one batch has a single kind of event that needs them.
 */
export async function lockAuthors(tx: Tx, authorIds: readonly string[], of: 'posts' | 'reposts' = 'posts'): Promise<void> {
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(key)
    FROM (SELECT DISTINCT hashtextextended(id, ${of === 'posts' ? 0 : 1}) AS key FROM unnest(${authorIds}::text[]) AS id ORDER BY key) AS author`;
}
