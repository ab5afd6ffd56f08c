import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps, Tx } from '../deps';
import type { Post, PostVisibility } from '../generated/prisma/client';
import { type ContentDraft, contentOf, saidBy, saysTheSame } from './content';
import { tellPosts } from './create-post';
import { readFacets } from './facets/facet';
import { parseFacets } from './facets/parse-facets';
import { indexHashtags } from './hashtag-index';
import { hintPosts } from './live-channels';
import { noSuchPost } from './no-such-post';
import { type ContentCode, contentFaults } from './post-rules';
import { checkMedia, type MediaCode } from './ready-media';
import { holdVisiblePost, visiblePost } from './visibility';

export interface PostChange extends ContentDraft {
  readonly visibility?: PostVisibility | null | undefined;
}

type UpdatePostCode = ContentCode | MediaCode | 'POST_NOT_FOUND' | 'NOT_AUTHOR';

/** Edits a post of one's own. What it said before stays readable; who may see it changes without a trace in its history. */
export async function updatePost(deps: Deps, actorId: string, postId: string, change: PostChange): Promise<Outcome<Post, UpdatePostCode>> {
  const known = await visiblePost(deps.db, actorId, postId);
  if (!known) return refused(noSuchPost(['id']));
  if (known.authorId !== actorId) return refused(userError('NOT_AUTHOR' as const, ['id'], 'This post is not yours.'));
  const faults = contentFaults(contentOf(change, known));
  if (faults.length > 0) return refused<UpdatePostCode>(...faults);
  const added = (change.mediaIds ?? []).filter((id) => !known.mediaIds.includes(id));
  const unready = await checkMedia(deps, actorId, added, change.mediaIds ?? []);
  if (unready.length > 0) return refused<UpdatePostCode>(...unready);
  return deps.transact(async ({ tx, emit, afterCommit }) => {
    const post = await holdVisiblePost(tx, actorId, postId);
    if (!post) return refused(noSuchPost(['id']));
    // Laid over the post as it is now: another edit may have come between.
    const content = contentOf(change, post);
    const faults = contentFaults(content);
    if (faults.length > 0) return refused<UpdatePostCode>(...faults);
    const said = saidBy(content);
    const edited = !saysTheSame(said, post);
    const visibility = change.visibility ?? post.visibility;
    if (!edited && visibility === post.visibility) return done(post);
    if (edited) await keepRevision(tx, post);
    const data = { visibility, version: { increment: 1 }, ...(edited ? { ...said, ...(await editOf(tx, said.text, deps.clock.now())) } : {}) };
    const changed = await tx.post.update({ where: { id: postId }, data });
    if (edited) await indexHashtags(tx, [changed]);
    await tellPosts({ tx, emit }, [changed]);
    afterCommit(() => hintPosts(deps.pubsub, [postId]));
    return done(changed);
  });
}

const editOf = async (tx: Tx, text: string, editedAt: Date) => ({ facets: (await parseFacets(tx, [text]))[0] ?? [], editedAt });

const keepRevision = (tx: Tx, post: Post) => {
  const { id, version, text, facets, contentWarning, language, mediaIds, altTexts, visibility, createdAt, editedAt } = post;
  const data = {
    postId: id,
    version,
    text,
    facets: [...readFacets(facets)],
    contentWarning,
    language,
    mediaIds,
    altTexts,
    visibility,
    writtenAt: editedAt ?? createdAt,
  };
  return tx.postRevision.create({ data });
};
