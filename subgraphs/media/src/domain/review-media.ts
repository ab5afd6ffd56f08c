import { mediaDeleted } from '@ejazz/events/media';
import type { Deps, Tx } from '../deps';
import type { Media } from '../generated/prisma/client';
import { Prisma } from '../generated/prisma/client';
import { hintMedia } from './live-channel';
import { isAvatar, isInPost } from './visibility';

type Needs = Pick<Deps, 'env' | 'clock'>;
type Candidate = Pick<Media, 'id' | 'ownerId' | 'revision' | 'focalX' | 'focalY' | 'version'>;

/** When a file that nobody uses from now on is looked at again. */
export const reviewTime = ({ env, clock }: Needs): Date => new Date(clock.now().getTime() + env.MEDIA_UNUSED_HOURS * 3_600_000);

/** Pictures that posts or people have shown, and perhaps no longer do. */
export async function reviewLater(deps: Needs, tx: Tx, where: { readonly postIds: readonly string[] } | { readonly avatarsOf: readonly string[] }) {
  const ids =
    'postIds' in where
      ? Prisma.sql`SELECT media_id FROM attachment WHERE post_id = ANY(${where.postIds}::text[])`
      : Prisma.sql`SELECT media_id FROM avatar WHERE user_id = ANY(${where.avatarsOf}::text[])`;
  await tx.$executeRaw`UPDATE media SET review_at = ${reviewTime(deps)} WHERE id IN (${ids})`;
}

const isDeletedOwner = Prisma.sql`EXISTS (SELECT FROM account WHERE account.user_id = media.owner_id AND account.status = 'DELETED')`;

/** Lets go of a file that nobody uses: an upload that never came or failed, a picture in no post and no profile, all of a deleted account. */
export async function reviewMedia(deps: Pick<Deps, 'transact' | 'store' | 'pubsub'>, id: string): Promise<void> {
  const gone = await deps.transact(async ({ tx, emit }) => {
    const [media] = await tx.$queryRaw<(Candidate & { used: boolean })[]>`
      SELECT id, owner_id AS "ownerId", revision, focal_x AS "focalX", focal_y AS "focalY", version,
             NOT ${isDeletedOwner} AND (status = 'PROCESSING' OR status = 'READY' AND (${isAvatar} OR ${isInPost()})) AS used
      FROM media WHERE id = ${id} FOR UPDATE`;
    if (!media) return undefined;
    if (media.used) {
      await tx.media.update({ where: { id }, data: { reviewAt: null } });
      return undefined;
    }
    await tx.media.delete({ where: { id } });
    emit(mediaDeleted, { mediaId: id, ownerId: media.ownerId, version: media.version + 1 });
    return media;
  });
  if (!gone) return;
  await hintMedia(deps.pubsub, id);
  await deps.store.remove(gone);
}
