import type { Tx } from '../deps';

export interface FollowState {
  readonly followerId: string;
  readonly followeeId: string;
  readonly active: boolean;
  readonly version: number;
}

/** Keeps the highest version of each following, in one statement; sorted, so that two batches do not wait for each other in a circle. */
export async function recordFollows(tx: Tx, follows: readonly FollowState[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO follow (follower_id, followee_id, active, version)
    SELECT DISTINCT ON (told."followerId", told."followeeId") told."followerId", told."followeeId", told.active, told.version
    FROM jsonb_to_recordset(${JSON.stringify(follows)}::jsonb) AS told ("followerId" text, "followeeId" text, active boolean, version integer)
    ORDER BY told."followerId", told."followeeId", told.version DESC
    ON CONFLICT (follower_id, followee_id) DO UPDATE SET active = excluded.active, version = excluded.version
    WHERE follow.version < excluded.version`;
}
