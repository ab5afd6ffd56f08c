import { defineEvent } from '@ejazz/platform/events/define-event';
import { z } from 'zod';

export const postPublished = defineEvent({
  name: 'post.published',
  version: 1,
  producer: 'post',
  subscribers: ['media', 'feed'],
  describe: 'A post can be seen by those whom its visibility names.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    authorId: z.string().describe('Who wrote it.'),
    visibility: z.enum(['PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME']).describe('Who may see it.'),
    mediaIds: z.array(z.string()).describe('Pictures in it, in order.'),
    createdAt: z.iso.datetime().describe('When it was written.'),
    version: z.int().describe('Grows with each change of the post; the highest counts.'),
  }),
});

export const postDeleted = defineEvent({
  name: 'post.deleted',
  version: 1,
  producer: 'post',
  subscribers: ['media', 'feed', 'notification'],
  describe: 'A post is gone for everyone.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    authorId: z.string().describe('Who wrote it.'),
    version: z.int().describe('Higher than any version published: nothing published later or earlier brings the post back.'),
  }),
});

export const likeChanged = defineEvent({
  name: 'post.like-changed',
  version: 1,
  producer: 'post',
  subscribers: ['notification'],
  describe: 'A person has begun or ceased to like a post.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    postAuthorId: z.string().describe('Who wrote the post.'),
    actorId: z.string().describe('Who likes.'),
    liked: z.boolean().describe('Whether they like it from now on.'),
    version: z.int().describe("Grows with each change of this person's like; the highest counts."),
    changedAt: z.iso.datetime().describe('When it changed.'),
  }),
});

export const commentCreated = defineEvent({
  name: 'comment.created',
  version: 1,
  producer: 'post',
  subscribers: ['notification'],
  describe: 'A comment stands below a post.',
  payload: z.object({
    commentId: z.string().describe('The comment.'),
    postId: z.string().describe('The post it stands below.'),
    postAuthorId: z.string().describe('Who wrote the post.'),
    actorId: z.string().describe('Who wrote the comment.'),
    createdAt: z.iso.datetime().describe('When it was written.'),
  }),
});

export const commentDeleted = defineEvent({
  name: 'comment.deleted',
  version: 1,
  producer: 'post',
  subscribers: ['notification'],
  describe: 'A comment is gone for everyone. It may come before the creation that it undoes.',
  payload: z.object({
    commentId: z.string().describe('The comment.'),
    postId: z.string().describe('The post it stood below.'),
  }),
});
