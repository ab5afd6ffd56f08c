import { postPublished, postTagged } from '@ejazz/events/post';
import { done, type Outcome, refused } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps, Unit } from '../deps';
import type { Post, PostVisibility } from '../generated/prisma/client';
import { type ContentDraft, contentOf, type SaidContent, saidBy } from './content';
import { hashtagsIn, readFacets } from './facets/facet';
import { parseFacets } from './facets/parse-facets';
import { indexHashtags } from './hashtag-index';
import type { Origin } from './origin';
import { type ContentCode, contentFaults } from './post-rules';
import { checkMedia, type MediaCode } from './ready-media';
import { visiblePost } from './visibility';

export interface PostDraft extends ContentDraft {
  readonly visibility?: PostVisibility;
  readonly clientRequestId?: string | null | undefined;
}

type CreatePostCode = ContentCode | MediaCode | 'CLIENT_REQUEST_ID_REUSED';

/** Publishes a post. Nothing comes back of a request sent again after its post was deleted. */
export async function createPost(
  deps: Deps,
  authorId: string,
  draft: PostDraft,
  origin: Origin = {},
): Promise<Outcome<Post | undefined, CreatePostCode>> {
  const { visibility = 'PUBLIC', clientRequestId } = draft;
  const content = contentOf(draft);
  const faults = contentFaults(content);
  if (faults.length > 0) return refused<CreatePostCode>(...faults);
  const unready = await checkMedia(deps, authorId, content.mediaIds);
  if (unready.length > 0) return refused<CreatePostCode>(...unready);
  return deps.transact(async (unit) => {
    const input = { ...saidBy(content), visibility };
    const request = await once(unit.tx, { actorId: authorId, operation: 'createPost', clientRequestId, input }, async () => {
      const { id = newId('pst'), createdAt = deps.clock.now() } = origin;
      await publish(unit, [{ id, authorId, createdAt, ...input }]);
      return id;
    });
    return request.kind === 'conflict' ? refused(clientRequestIdReused()) : done(await visiblePost(unit.tx, authorId, request.result));
  });
}

export type NewPost = Readonly<Pick<Post, 'id' | 'authorId' | 'text' | 'mediaIds' | 'visibility' | 'createdAt'> & Partial<SaidContent>>;

/** Writes posts and tells of them; those that are there already stay as they are. */
export async function publish({ tx, emit }: Unit, posts: readonly NewPost[]): Promise<void> {
  const facets = await parseFacets(
    tx,
    posts.map(({ text }) => text),
  );
  const data = posts.map((post, index) => ({ ...post, facets: facets[index] ?? [] }));
  const published = await tx.post.createManyAndReturn({ data, skipDuplicates: true, omit: { text: true } });
  await indexHashtags(tx, published);
  for (const post of published) tellPublished(emit, post);
}

type Told = Pick<Post, 'id' | 'authorId' | 'visibility' | 'mediaIds' | 'language' | 'facets' | 'createdAt' | 'version'>;

/** Tells of a post as it is from now on. */
export function tellPublished(emit: Unit['emit'], { id, authorId, visibility, mediaIds, language, facets, createdAt: at, version }: Told): void {
  const createdAt = at.toISOString();
  emit(postPublished, { postId: id, authorId, visibility, mediaIds, createdAt, version });
  const hashtags = visibility === 'PUBLIC' ? hashtagsIn(readFacets(facets)) : [];
  if (hashtags.length > 0 || version > 1) emit(postTagged, { postId: id, authorId, hashtags, language, createdAt, version });
}
