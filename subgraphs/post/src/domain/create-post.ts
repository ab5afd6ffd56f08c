import { peopleNamed, postPublished, postTagged } from '@ejazz/events/post';
import { done, type Outcome, refused, type UserError } from '@ejazz/platform/errors/user-error';
import { clientRequestIdReused } from '@ejazz/platform/idempotency/client-request-id';
import { once } from '@ejazz/platform/idempotency/once';
import { newId } from '@ejazz/platform/ids/id';
import type { Deps, Unit } from '../deps';
import type { Post, PostVisibility } from '../generated/prisma/client';
import { type ContentDraft, contentOf, type SaidContent, saidBy } from './content';
import { hashtagsIn, readFacets } from './facets/facet';
import { parseFacets } from './facets/parse-facets';
import { audienceOfPosts } from './facets/tell-mentioned';
import { indexHashtags } from './hashtag-index';
import type { Origin } from './origin';
import { type ContentCode, contentFaults } from './post-rules';
import { countQuotes, type QuoteCode, quoteFault } from './quotes';
import { checkMedia, type MediaCode } from './ready-media';
import { visiblePost } from './visibility';

export interface PostDraft extends ContentDraft {
  readonly quotedPostId?: string | null | undefined;
  readonly visibility?: PostVisibility | null | undefined;
  readonly clientRequestId?: string | null | undefined;
}

type CreatePostCode = ContentCode | MediaCode | QuoteCode | 'CLIENT_REQUEST_ID_REUSED';

/** The post that was made, or why none was. */
interface Made {
  readonly id?: string;
  readonly fault?: UserError<QuoteCode>;
}

/** Publishes a post. Nothing comes back of a request sent again after its post was deleted. */
export async function createPost(
  deps: Deps,
  authorId: string,
  draft: PostDraft,
  origin: Origin = {},
): Promise<Outcome<Post | undefined, CreatePostCode>> {
  const { quotedPostId = null, clientRequestId } = draft;
  const content = contentOf(draft);
  const faults = contentFaults(content);
  if (faults.length > 0) return refused<CreatePostCode>(...faults);
  const unready = await checkMedia(deps, authorId, content.mediaIds);
  if (unready.length > 0) return refused<CreatePostCode>(...unready);
  return deps.transact(async (unit) => {
    const visibility = draft.visibility ?? (await unit.tx.account.findUnique({ where: { userId: authorId } }))?.defaultPostVisibility ?? 'PUBLIC';
    const input = { ...saidBy(content), visibility, quotedPostId };
    const request = await once(unit.tx, { actorId: authorId, operation: 'createPost', clientRequestId, input }, async (): Promise<Made> => {
      const fault = quotedPostId === null ? undefined : await quoteFault(unit.tx, authorId, quotedPostId);
      if (fault) return { fault };
      const { id = newId('pst'), createdAt = deps.clock.now() } = origin;
      await publish(unit, deps.pubsub, [{ id, authorId, createdAt, ...input }]);
      return { id };
    });
    if (request.kind === 'conflict') return refused(clientRequestIdReused());
    const { id, fault } = request.result;
    return id === undefined ? refused<CreatePostCode>(...(fault ? [fault] : [])) : done(await visiblePost(unit.tx, authorId, id));
  });
}

export type NewPost = Readonly<
  Pick<Post, 'id' | 'authorId' | 'text' | 'mediaIds' | 'visibility' | 'createdAt'> & Partial<SaidContent & Pick<Post, 'quotedPostId'>>
>;

/** Writes posts and tells of them; those that are there already stay as they are. */
export async function publish({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], posts: readonly NewPost[]): Promise<void> {
  const facets = await parseFacets(
    tx,
    posts.map(({ text }) => text),
  );
  const data = posts.map((post, index) => ({ ...post, facets: facets[index] ?? [] }));
  const published = await tx.post.createManyAndReturn({ data, skipDuplicates: true, omit: { text: true } });
  await indexHashtags(tx, published);
  await countQuotes(
    { tx, afterCommit },
    pubsub,
    published.map(({ quotedPostId }) => quotedPostId),
    1,
  );
  await tellPosts({ tx, emit }, published);
}

type Told = Pick<Post, 'id' | 'authorId' | 'visibility' | 'mediaIds' | 'language' | 'facets' | 'createdAt' | 'version'>;

/** Tells of a post as it is from now on. */
export function tellPublished(emit: Unit['emit'], { id, authorId, visibility, mediaIds, language, facets, createdAt: at, version }: Told): void {
  const createdAt = at.toISOString();
  emit(postPublished, { postId: id, authorId, visibility, mediaIds, createdAt, version });
  const hashtags = visibility === 'PUBLIC' ? hashtagsIn(readFacets(facets)) : [];
  if (hashtags.length > 0 || version > 1) emit(postTagged, { postId: id, authorId, hashtags, language, createdAt, version });
}

type Published = Omit<Post, 'text'>;

/** Tells of posts as they are from now on, and those whom they mention or quote. */
export async function tellPosts({ tx, emit }: Pick<Unit, 'tx' | 'emit'>, posts: readonly Published[]): Promise<void> {
  const audiences = await audienceOfPosts(tx, posts);
  for (const post of posts) {
    tellPublished(emit, post);
    const { id: postId, authorId, version } = post;
    const { mentionedIds = [], quotedAuthorId = null } = audiences.get(postId) ?? {};
    if (mentionedIds.length === 0 && quotedAuthorId === null && version === 1) continue;
    const occurredAt = (post.editedAt ?? post.createdAt).toISOString();
    emit(peopleNamed, { postId, authorId, mentionedIds: [...mentionedIds], quotedAuthorId, version, occurredAt });
  }
}
