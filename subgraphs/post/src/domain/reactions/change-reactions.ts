import { reactionChanged } from '@ejazz/events/post';
import type { Deps, Unit } from '../../deps';
import { Prisma, type ReactionKind } from '../../generated/prisma/client';
import { hintPosts } from '../live-channels';
import { counterColumns } from './kinds';

export interface NewReaction {
  /** A post or a comment. */
  readonly subjectId: string;
  readonly actorId: string;
  readonly kind: ReactionKind;
  readonly reactedAt: Date;
}

interface Changed {
  readonly subjectId: string;
  readonly subjectAuthorId: string;
  readonly postId: string;
  readonly commentId: string | null;
  readonly actorId: string;
  readonly kind: ReactionKind | null;
  readonly version: number;
}

/** Writes reactions in place of what these people gave before; those that are there already stay as they are. */
export function giveReactions(unit: Unit, pubsub: Deps['pubsub'], reactions: readonly NewReaction[]): Promise<void> {
  const given = Prisma.sql`
    INSERT INTO reaction (subject_id, actor_id, kind, version, reacted_at)
    SELECT DISTINCT ON ("subjectId", "actorId") "subjectId", "actorId", "kind", 1, "reactedAt"
    FROM jsonb_to_recordset(${JSON.stringify(reactions)}::jsonb)
      AS told ("subjectId" text, "actorId" text, "kind" reaction_kind, "reactedAt" timestamptz)
    ORDER BY "subjectId", "actorId"
    ON CONFLICT (subject_id, actor_id) DO UPDATE
    SET kind = excluded.kind, previous_kind = reaction.kind, version = reaction.version + 1, reacted_at = excluded.reacted_at
    WHERE reaction.kind IS DISTINCT FROM excluded.kind
    RETURNING subject_id, actor_id, kind, previous_kind, version`;
  return change(unit, pubsub, given, reactions[0]?.reactedAt ?? new Date(0));
}

/** Takes a person's reaction back: whichever it is, or only if it is of the kind named. */
export function takeReactionBack(
  unit: Unit,
  pubsub: Deps['pubsub'],
  { subjectId, actorId, only, at }: { subjectId: string; actorId: string; only?: ReactionKind | undefined; at: Date },
): Promise<void> {
  const taken = Prisma.sql`
    UPDATE reaction SET kind = NULL, previous_kind = kind, version = version + 1
    WHERE subject_id = ${subjectId} AND actor_id = ${actorId} AND kind IS NOT NULL AND kind = coalesce(${only ?? null}::reaction_kind, kind)
    RETURNING subject_id, actor_id, kind, previous_kind, version`;
  return change(unit, pubsub, taken, at);
}

/** Every counter by what has changed of its kind, in the statement that changes it. */
const byKind = (term: (one: (typeof counterColumns)[number]) => Prisma.Sql): Prisma.Sql => Prisma.join(counterColumns.map(term));
const deltas = byKind(
  ({ kind, column }) =>
    Prisma.sql`(count(*) FILTER (WHERE kind = ${kind}::reaction_kind) - count(*) FILTER (WHERE previous_kind = ${kind}::reaction_kind))::int AS ${column}`,
);
const counted = (table: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SET ${byKind(({ column }) => Prisma.sql`${column} = ${table}.${column} + delta.${column}`)}, reaction_count = ${table}.reaction_count + delta.total`;

/** Changes reactions, counts them and tells of them, in one statement. */
async function change({ tx, emit, afterCommit }: Unit, pubsub: Deps['pubsub'], changing: Prisma.Sql, at: Date): Promise<void> {
  const changed = await tx.$queryRaw<Changed[]>`
    WITH changed AS (${changing}),
    delta AS (
      SELECT subject_id, (count(kind) - count(previous_kind))::int AS total, ${deltas} FROM changed GROUP BY subject_id
    ), posts AS (
      UPDATE post ${counted(Prisma.sql`post`)} FROM delta WHERE post.id = delta.subject_id AND post.deleted_at IS NULL
      RETURNING post.id AS subject_id, post.author_id, post.id AS post_id, NULL::text AS comment_id
    ), comments AS (
      UPDATE comment ${counted(Prisma.sql`comment`)} FROM delta WHERE comment.id = delta.subject_id AND comment.deleted_at IS NULL
      RETURNING comment.id AS subject_id, comment.author_id, comment.post_id, comment.id AS comment_id
    )
    SELECT subject_id AS "subjectId", author_id AS "subjectAuthorId", post_id AS "postId", comment_id AS "commentId", actor_id AS "actorId", kind, version
    FROM changed JOIN (SELECT * FROM posts UNION ALL SELECT * FROM comments) AS subject USING (subject_id)`;
  for (const reaction of changed) emit(reactionChanged, { ...reaction, changedAt: at.toISOString() });
  const posts = changed.filter(({ commentId }) => commentId === null).map(({ postId }) => postId);
  if (posts.length > 0) afterCommit(() => hintPosts(pubsub, posts));
}
