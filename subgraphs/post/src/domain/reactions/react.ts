import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { Deps, Tx, Unit } from '../../deps';
import type { Post, ReactionKind } from '../../generated/prisma/client';
import { noSuchPost } from '../no-such-post';
import { type ThreadItem, type ViewerId, visibleComment, visiblePost } from '../visibility';
import { giveReactions, takeReactionBack } from './change-reactions';

type Acting = Pick<Deps, 'transact' | 'clock' | 'pubsub'>;

/** What people react to. */
export type Subject = Post | ThreadItem;

/** Reacts to a post or a comment, in place of what one gave before; doing so again changes nothing. */
export const addReaction = (
  deps: Acting,
  actorId: string,
  subjectId: string,
  kind: ReactionKind = 'LIKE',
): Promise<Outcome<Subject, 'SUBJECT_NOT_FOUND'>> =>
  onVisible(deps, subjectOf, actorId, subjectId, noSuchSubject, (unit) =>
    giveReactions(unit, deps.pubsub, [{ subjectId, actorId, kind, reactedAt: deps.clock.now() }]),
  );

/** Takes one's reaction back, whichever it is; doing so again changes nothing. */
export const removeReaction = (deps: Acting, actorId: string, subjectId: string): Promise<Outcome<Subject, 'SUBJECT_NOT_FOUND'>> =>
  onVisible(deps, subjectOf, actorId, subjectId, noSuchSubject, (unit) =>
    takeReactionBack(unit, deps.pubsub, { subjectId, actorId, at: deps.clock.now() }),
  );

/** Reacts to a post with a like. */
export const likePost = (
  deps: Acting,
  actorId: string,
  postId: string,
  { likedAt = deps.clock.now() } = {},
): Promise<Outcome<Post, 'POST_NOT_FOUND'>> =>
  onVisible(deps, visiblePost, actorId, postId, noSuchLiked, (unit) =>
    giveReactions(unit, deps.pubsub, [{ subjectId: postId, actorId, kind: 'LIKE', reactedAt: likedAt }]),
  );

/** Takes one's like of a post back; another reaction stays. */
export const unlikePost = (deps: Acting, actorId: string, postId: string): Promise<Outcome<Post, 'POST_NOT_FOUND'>> =>
  onVisible(deps, visiblePost, actorId, postId, noSuchLiked, (unit) =>
    takeReactionBack(unit, deps.pubsub, { subjectId: postId, actorId, only: 'LIKE', at: deps.clock.now() }),
  );

/** The subject as it stands afterwards. It is not held meanwhile, but for its counters: many react to one post at once. */
function onVisible<T, Code extends string>(
  { transact }: Acting,
  find: (tx: Tx, viewerId: ViewerId, id: string) => Promise<T | undefined>,
  actorId: string,
  id: string,
  missing: () => ReturnType<typeof userError<Code>>,
  change: (unit: Unit) => Promise<void>,
): Promise<Outcome<T, Code>> {
  return transact(async (unit): Promise<Outcome<T, Code>> => {
    if (!(await find(unit.tx, actorId, id))) return refused(missing());
    await change(unit);
    const subject = await find(unit.tx, actorId, id);
    return subject ? done(subject) : refused(missing());
  });
}

const subjectOf = (tx: Tx, viewerId: ViewerId, id: string): Promise<Subject | undefined> =>
  isId('cmt', id) ? visibleComment(tx, viewerId, id) : visiblePost(tx, viewerId, id);

const noSuchSubject = () => userError('SUBJECT_NOT_FOUND' as const, ['subjectId'], 'There is no such post or comment.');
const noSuchLiked = () => noSuchPost(['id']);
