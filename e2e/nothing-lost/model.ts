/** A follow or a like as it must stand: every acknowledged change counted once. */
export interface Relation {
  readonly active: boolean;
  readonly version: number;
}

export interface ModelPost {
  readonly id: string;
  readonly authorId: string;
  readonly text: string;
}

export interface ModelComment extends ModelPost {
  readonly postId: string;
}

/** What must be so after everything acknowledged has had its effects. */
export interface Model {
  readonly posts: ModelPost[];
  readonly comments: ModelComment[];
  readonly follows: Map<string, Relation>;
  readonly likes: Map<string, Relation>;
}

export const createModel = (): Model => ({ posts: [], comments: [], follows: new Map(), likes: new Map() });

/** Key of a relation: who follows whom, who likes what. */
export const pair = (actorId: string, subjectId: string): string => `${actorId} ${subjectId}`;

export const isActive = (relations: Model['likes'], actorId: string, subjectId: string): boolean =>
  relations.get(pair(actorId, subjectId))?.active ?? false;

export function toggled(relations: Model['likes'], actorId: string, subjectId: string): void {
  const key = pair(actorId, subjectId);
  const { active, version } = relations.get(key) ?? { active: false, version: 0 };
  relations.set(key, { active: !active, version: version + 1 });
}

/** Ids in the home feed of a reader, latest post first. */
export function feedOf({ posts, follows }: Model, readerId: string): string[] {
  return posts
    .filter(({ authorId }) => authorId === readerId || isActive(follows, readerId, authorId))
    .map(({ id }) => id)
    .sort()
    .reverse();
}

/** What a person has been told and still stands, one text each, sorted. */
export function notificationsOf({ posts, comments, follows, likes }: Model, recipientId: string): string[] {
  const authors = new Map(posts.map(({ id, authorId }) => [id, authorId]));
  const standing = (relations: Model['likes']) => [...relations].filter(([, { active }]) => active).map(([key]) => key.split(' '));
  const told = [
    ...standing(follows).map(([actorId, subjectId]) => ({ kind: 'FOLLOW', actorId, subjectId, to: subjectId })),
    ...standing(likes).map(([actorId, subjectId]) => ({ kind: 'REACTION', actorId, subjectId, to: authors.get(subjectId ?? '') })),
    ...comments.map(({ id, authorId, postId }) => ({ kind: 'COMMENT', actorId: authorId, subjectId: id, to: authors.get(postId) })),
  ];
  return told
    .filter(({ to, actorId }) => to === recipientId && actorId !== recipientId)
    .map(({ kind, actorId, subjectId }) => `${kind} ${actorId} ${kind === 'FOLLOW' ? '' : subjectId}`.trim())
    .sort();
}
