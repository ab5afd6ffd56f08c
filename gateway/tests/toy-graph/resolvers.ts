import { Fault } from '@ejazz/platform/errors/fault';
import type { RequestContext } from '@ejazz/platform/subgraph/request-context';
import { ann, bob, comments, mallory, notification, posts, users } from './people';

type Ref = { id: string };
const refs = (ids: readonly string[]) => ids.map((id) => ({ id }));

/** Entity references resolved so far, by `Type:id`. */
export const resolved: string[] = [];
const found = <T extends Ref>(type: string, all: readonly T[]) => ({
  __resolveReference: ({ id }: Ref) => {
    resolved.push(`${type}:${id}`);
    return all.find((one) => one.id === id) ?? null;
  },
});

export const userResolvers = {
  Query: {
    viewer: (_: unknown, _args: unknown, { viewer }: RequestContext) => (viewer.userId ? { id: viewer.userId } : null),
    users: () => users,
    secret: () => 'a secret',
    audit: () => 'an audit',
  },
  Viewer: { user: ({ id }: Ref) => users.find((user) => user.id === id) ?? null },
  User: {
    ...found('User', users),
    steady: ({ id }: Ref) => {
      if (id === mallory.id) throw new Fault('FORBIDDEN', 'Mallory is not steady.');
      return 'steady';
    },
    friends: ({ id }: Ref, { first }: { first: number }) => users.filter((user) => user.id !== id).slice(0, first),
  },
};

export const postResolvers = {
  Query: {
    post: (_: unknown, { id }: Ref) => posts.find((post) => post.id === id),
    posts: () => posts,
    slow: (_: unknown, _args: unknown, { signal }: RequestContext) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(null))),
  },
  Mutation: { touch: (_: unknown, { id }: Ref) => posts.find((post) => post.id === id) },
  Post: {
    ...found('Post', posts),
    text: ({ text }: { text: string }, { upper }: { upper: boolean }) => (upper ? text.toUpperCase() : text),
    author: ({ author }: { author: string }) => ({ id: author }),
    certainAuthor: ({ author }: { author: string }) => ({ id: author }),
    comments: ({ id }: Ref, { first }: { first: number }) => comments.filter(({ post }) => post === id).slice(0, first),
    forbidden: () => {
      throw new Fault('FORBIDDEN', 'This part of a post is forbidden.');
    },
    broken: () => {
      throw new Error('postgresql://secret@10.0.0.1 is down');
    },
  },
  Comment: {
    ...found('Comment', comments),
    author: ({ author }: { author: string }) => ({ id: author }),
    post: ({ post }: { post: string }) => posts.find(({ id }) => id === post),
  },
  User: {
    posts: ({ id }: Ref) => posts.filter(({ author }) => author === id),
    greeting: ({ name }: { name: string }) => `Hello ${name}`,
  },
  Subject: { __resolveType: subjectType },
};

const subject = (id: string) => ({ __typename: id.startsWith('pst') ? 'Post' : 'Comment', id });
function subjectType({ id }: Ref) {
  return id.startsWith('pst') ? 'Post' : 'Comment';
}

export const notificationFields = {
  ...found('Notification', [notification]),
  actor: () => ({ id: bob.id }),
  certainActor: () => ({ id: mallory.id }),
  suspect: () => ({ id: mallory.id }),
  actors: () => refs([bob.id, ann.id, bob.id]),
  post: () => ({ id: posts[0].id }),
  subject: () => subject(comments[0].id),
  subjects: () => [subject(posts[2].id), null, subject(comments[1].id)],
  matrix: () => [[1, 2], [], [3]],
  times: (_: unknown, { by, label }: { by: number; label?: string }) => `${label ?? 'x'}${by}`,
  forbidden: () => {
    throw new Fault('FORBIDDEN', 'This part of a notification is forbidden.');
  },
};
