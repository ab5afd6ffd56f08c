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

export const postTagged = defineEvent({
  name: 'post.tagged',
  version: 1,
  producer: 'post',
  subscribers: ['feed'],
  describe: 'A public post stands under these hashtags and under no others. Of a post without any nothing is told, unless it was edited.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    authorId: z.string().describe('Who wrote it.'),
    hashtags: z.array(z.string()).describe('Names of the hashtags, each once; none where the post is not for everyone.'),
    language: z.string().nullable().describe('The language it is said to be in, as a canonical BCP 47 tag.'),
    createdAt: z.iso.datetime().describe('When it was written.'),
    version: z.int().describe('Grows with each change of the post; the highest counts.'),
  }),
});

export const peopleNamed = defineEvent({
  name: 'post.people-named',
  version: 1,
  producer: 'post',
  subscribers: ['notification'],
  describe: 'A post mentions or quotes people, or after an edit no longer does.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    authorId: z.string().describe('Who wrote it.'),
    mentionedIds: z.array(z.string()).describe('Who is mentioned now and may see it.'),
    quotedAuthorId: z.string().nullable().describe('Who wrote what it quotes, if they may see it; null when it quotes nothing.'),
    version: z.int().describe('Grows with each change of the post; the highest counts.'),
    occurredAt: z.iso.datetime().describe('When its present words were written.'),
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

export const reactionChanged = defineEvent({
  name: 'post.reaction-changed',
  version: 1,
  producer: 'post',
  subscribers: ['notification'],
  describe: 'A person reacts to a post or a comment in another way than before.',
  payload: z.object({
    subjectId: z.string().describe('What they react to: the post, or the comment.'),
    subjectAuthorId: z.string().describe('Who wrote that.'),
    postId: z.string().describe('The post, or the one that the comment stands below.'),
    commentId: z.string().nullable().describe('The comment; null when it is the post itself.'),
    actorId: z.string().describe('Who reacts.'),
    kind: z.enum(['LIKE', 'LOVE', 'LAUGH', 'WOW', 'SAD', 'ANGRY']).nullable().describe('How, from now on; null when they take it back.'),
    version: z.int().describe("Grows with each change of this person's reaction; the highest counts."),
    changedAt: z.iso.datetime().describe('When it changed.'),
  }),
});

export const repostChanged = defineEvent({
  name: 'post.repost-changed',
  version: 1,
  producer: 'post',
  subscribers: ['feed', 'notification'],
  describe: 'A person has begun or ceased to pass a post on to their followers.',
  payload: z.object({
    postId: z.string().describe('The post.'),
    postAuthorId: z.string().describe('Who wrote the post.'),
    actorId: z.string().describe('Who passes it on.'),
    reposted: z.boolean().describe('Whether they do from now on.'),
    version: z.int().describe("Grows with each change of this person's repost; the highest counts."),
    repostedAt: z.iso.datetime().describe('When they passed it on last.'),
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
    parentId: z.string().nullable().describe('The comment that it answers; null when it answers the post.'),
    parentAuthorId: z.string().nullable().describe('Who wrote that comment.'),
    mentionedIds: z.array(z.string()).describe('Who is mentioned and may see it.'),
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
