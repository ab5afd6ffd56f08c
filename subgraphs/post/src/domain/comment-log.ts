import { type Fault, notFound } from '@ejazz/platform/errors/fault';
import { newId } from '@ejazz/platform/ids/id';
import { decodeCursor, encodeCursor } from '@ejazz/platform/pagination/cursor';
import { type FollowedLog, followLog } from '@ejazz/platform/subscription/follow-log';
import { z } from 'zod';
import type { Deps } from '../deps';
import type { Comment } from '../generated/prisma/client';
import { watchPost } from './live-channels';
import type { ThreadItem, ViewerId } from './visibility';

interface Told {
  readonly eventId: string;
  readonly cursor: string;
  readonly occurredAt: Date;
}

export type CommentEvent =
  | (Told & { readonly kind: 'added'; readonly comment: ThreadItem; readonly clientRequestId: string | null })
  | (Told & { readonly kind: 'deleted'; readonly commentId: string; readonly placeholder: ThreadItem | null })
  | (Told & { readonly kind: 'gap' });

interface Place {
  readonly position: bigint;
  readonly postId: string;
}

/** More than this is not told one by one. */
const mostMissed = 500n;
const shape = z.tuple([z.string().regex(/^\d{1,18}$/), z.string()]);

/** Where to listen from: what is told after it came later. */
export const commentCursor = ({ position, postId }: Place): string => encodeCursor([String(position), postId]);

function readPlace(cursor: string): Place {
  const [position, postId] = decodeCursor(cursor, shape);
  return { position: BigInt(position), postId };
}

export const unseenPost = () => notFound('There is no such post.');

type Needs = Pick<Deps, 'live' | 'pubsub' | 'clock' | 'log'>;

/**
 * What happens to the comments of a post, from after a cursor or from now on, for as long as the viewer may see the post. Places are
 * taken while the post is held, so that what commits later stands later, and nothing turns up behind what was read.
 */
export async function openCommentLog(
  { live, pubsub, clock, log }: Needs,
  viewerId: ViewerId,
  postId: string,
  after: string | null | undefined,
): Promise<FollowedLog<CommentEvent | Fault>> {
  const place = after ? readPlace(after) : undefined;
  const post = await live.post({ postId, viewerId });
  if (!post) throw unseenPost();
  const newest = post.lastCommentPosition;
  const honoured = place?.postId === postId && place.position <= newest && newest - place.position <= mostMissed;
  let position = place && honoured ? place.position : newest;
  const gap: CommentEvent = { kind: 'gap', eventId: newId('evt'), cursor: commentCursor({ position, postId }), occurredAt: clock.now() };

  return followLog<CommentEvent | Fault>({
    first: place && !honoured ? [gap] : [],
    log,
    async read(limit) {
      const seen = await live.post({ postId, viewerId });
      if (!seen) return { last: unseenPost() };
      if (seen.lastCommentPosition === position) return [];
      const told: CommentEvent[] = [];
      for (;;) {
        const changed = await live.changedComments({ postId, position, limit });
        const reachable = await Promise.all(changed.map(({ authorId }) => live.inReach({ viewerId, personId: authorId })));
        const events = changed.map((comment) => eventOf(comment, viewerId));
        position = events.at(-1)?.position ?? position;
        told.push(...events.filter((_, index) => reachable[index]).map(({ event }) => event));
        // Fewer than `limit` says that there are no more; some may only have been out of reach.
        if (changed.length < limit || told.length >= limit) return told;
      }
    },
    watch: (wake) => watchPost(pubsub, post, viewerId, wake),
  });
}

/** Of a comment that is there, its writing; of one that is gone, its deletion. */
function eventOf(comment: Comment, viewerId: ViewerId): { readonly event: CommentEvent; readonly position: bigint } {
  const { id, postId, deletedAt, deletedPosition, authorId } = comment;
  if (deletedAt && deletedPosition !== null) {
    const cursor = commentCursor({ position: deletedPosition, postId });
    const placeholder = comment.replyCount > 0 ? { ...comment, available: false } : null;
    return {
      position: deletedPosition,
      event: { kind: 'deleted', eventId: `${id}-deleted`, cursor, occurredAt: deletedAt, commentId: id, placeholder },
    };
  }
  const clientRequestId = authorId === viewerId ? comment.clientRequestId : null;
  const cursor = commentCursor({ position: comment.position, postId });
  return {
    position: comment.position,
    event: { kind: 'added', eventId: id, cursor, occurredAt: comment.createdAt, comment: { ...comment, available: true }, clientRequestId },
  };
}
