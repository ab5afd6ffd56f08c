import { postPublished } from '@ejazz/events/post';
import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps, Unit } from '../deps';
import type { Post, PostVisibility } from '../generated/prisma/client';
import type { Origin } from './origin';
import { checkContent, checkMediaCount, checkMediaOnce, checkPostText, cleanText } from './post-rules';
import { checkMedia } from './ready-media';
import { visiblePost } from './visibility';

export interface PostDraft {
  readonly text?: string | null | undefined;
  readonly mediaIds?: readonly string[] | null | undefined;
  readonly visibility?: PostVisibility;
  readonly clientRequestId?: string | null | undefined;
}

type CreatePostCode =
  | 'CONTENT_REQUIRED'
  | 'TEXT_TOO_LONG'
  | 'TOO_MANY_MEDIA'
  | 'MEDIA_REPEATED'
  | 'MEDIA_NOT_FOUND'
  | 'MEDIA_NOT_READY'
  | 'CLIENT_REQUEST_ID_REUSED';

/** Publishes a post. Nothing comes back of a request sent again after its post was deleted. */
export async function createPost(
  deps: Deps,
  authorId: string,
  draft: PostDraft,
  origin: Origin = {},
): Promise<Outcome<Post | undefined, CreatePostCode>> {
  const { visibility = 'PUBLIC', clientRequestId } = draft;
  const text = cleanText(draft.text);
  const mediaIds = [...(draft.mediaIds ?? [])];
  const faults = [checkContent(text, mediaIds), checkPostText(text), checkMediaCount(mediaIds), checkMediaOnce(mediaIds)].filter(
    (fault) => fault !== false,
  );
  if (faults.length > 0) return refused<CreatePostCode>(...faults);
  const unready = await checkMedia(deps, authorId, mediaIds);
  if (unready.length > 0) return refused<CreatePostCode>(...unready);
  return deps.transact(async (unit) => {
    const input = { text, mediaIds, visibility };
    const request = await once(unit.tx, { actorId: authorId, operation: 'createPost', clientRequestId, input }, async () => {
      const { id = newId('pst'), createdAt = deps.clock.now() } = origin;
      await publish(unit, [{ id, authorId, createdAt, ...input }]);
      return id;
    });
    return request.kind === 'conflict' ? refused(clientRequestIdReused()) : done(await visiblePost(unit.tx, authorId, request.result));
  });
}

export interface NewPost extends Readonly<Pick<Post, 'id' | 'authorId' | 'text' | 'visibility' | 'createdAt'>> {
  readonly mediaIds: readonly string[];
}

/** Writes posts and tells of them; those that are there already stay as they are. */
export async function publish({ tx, emit }: Unit, posts: readonly NewPost[]): Promise<void> {
  const data = posts.map(({ id, authorId, text, visibility, mediaIds, createdAt }) => ({
    id,
    authorId,
    text,
    visibility,
    mediaIds: [...mediaIds],
    createdAt,
  }));
  const published = await tx.post.createManyAndReturn({ data, skipDuplicates: true, omit: { text: true } });
  for (const { id, authorId, visibility, mediaIds, createdAt, version } of published) {
    emit(postPublished, { postId: id, authorId, visibility, mediaIds, createdAt: createdAt.toISOString(), version });
  }
}
