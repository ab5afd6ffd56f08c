import { defineEvent } from '@ejazz/platform/events/define-event';
import { z } from 'zod';

export const followChanged = defineEvent({
  name: 'user.follow-changed',
  version: 1,
  producer: 'user',
  subscribers: ['post', 'media', 'notification', 'feed'],
  describe: 'A person has begun or ceased to follow another.',
  payload: z.object({
    followerId: z.string().describe('Who follows.'),
    followeeId: z.string().describe('Who is followed.'),
    following: z.boolean().describe('Whether they follow from now on.'),
    version: z.int().describe('Grows with each change of this relation; the highest counts.'),
    changedAt: z.iso.datetime().describe('When it changed.'),
  }),
});

export const followRequestChanged = defineEvent({
  name: 'user.follow-request-changed',
  version: 1,
  producer: 'user',
  subscribers: ['notification'],
  describe: 'A person has asked to follow a private account, or that request has come to its end.',
  payload: z.object({
    followerId: z.string().describe('Who asks.'),
    followeeId: z.string().describe('Whom they want to follow.'),
    status: z.enum(['PENDING', 'APPROVED', 'ENDED']).describe('How it stands; ENDED is declined or taken back, which of the two is not told.'),
    version: z.int().describe('Grows with each change of this request; the highest counts.'),
    changedAt: z.iso.datetime().describe('When it changed.'),
  }),
});

export const friendshipChanged = defineEvent({
  name: 'user.friendship-changed',
  version: 1,
  producer: 'user',
  subscribers: ['post', 'media', 'notification', 'feed'],
  describe: 'A person has asked another to be friends, or what became of it has changed.',
  payload: z.object({
    requesterId: z.string().describe('Who asked.'),
    addresseeId: z.string().describe('Whom they asked.'),
    status: z.enum(['REQUESTED', 'FRIENDS', 'ENDED']).describe('How the two stand; ENDED is declined, taken back or over.'),
    version: z.int().describe('Grows with each change between the two, whoever asked; the highest counts.'),
    changedAt: z.iso.datetime().describe('When it changed.'),
  }),
});

export const blockChanged = defineEvent({
  name: 'user.block-changed',
  version: 1,
  producer: 'user',
  subscribers: ['post', 'media', 'notification', 'feed'],
  describe: 'A person has blocked another, or ceased to. Neither sees anything of the other; the blocked one is never told.',
  payload: z.object({
    blockerId: z.string().describe('Who blocks.'),
    blockedId: z.string().describe('Who is blocked.'),
    blocking: z.boolean().describe('Whether they block from now on.'),
    version: z.int().describe('Grows with each change of this relation; the highest counts.'),
  }),
});

export const muteChanged = defineEvent({
  name: 'user.mute-changed',
  version: 1,
  producer: 'user',
  subscribers: ['notification', 'feed'],
  describe: 'A person has muted another, differently than before, or ceased to. The muted one is never told.',
  payload: z.object({
    muterId: z.string().describe('Who mutes.'),
    mutedId: z.string().describe('Who is muted.'),
    muting: z.boolean().describe('Whether they mute from now on.'),
    until: z.iso.datetime().nullable().describe('When it ends by itself; null when it does not.'),
    notifications: z.boolean().describe('Whether notifications are hidden too.'),
    version: z.int().describe('Grows with each change of this relation; the highest counts.'),
  }),
});

export const accountChanged = defineEvent({
  name: 'user.account-changed',
  version: 1,
  producer: 'user',
  subscribers: ['post', 'media', 'notification', 'feed'],
  describe: 'What a person lets be seen has changed, or whether they are there at all. Who was never told of is there and public.',
  payload: z.object({
    userId: z.string().describe('Whose account it is.'),
    status: z
      .enum(['ACTIVE', 'DEACTIVATED', 'DELETED'])
      .describe('DEACTIVATED: hidden until they come back. DELETED: all of it is to be erased, for good.'),
    isPrivate: z.boolean().describe('Whether what is public is for followers alone.'),
    defaultPostVisibility: z.enum(['PUBLIC', 'FOLLOWERS', 'FRIENDS', 'ONLY_ME']).describe('Who sees a post of which nothing else is said.'),
    version: z.int().describe('Grows with each change of the account; the highest counts.'),
  }),
});

export const avatarChanged = defineEvent({
  name: 'user.avatar-changed',
  version: 1,
  producer: 'user',
  subscribers: ['media'],
  describe: 'A person has another picture, or none.',
  payload: z.object({
    userId: z.string().describe('Whose picture it is.'),
    mediaId: z.string().nullable().describe('The picture; null for none.'),
    version: z.int().describe('Grows with each change of the picture; the highest counts.'),
  }),
});

export const userNamed = defineEvent({
  name: 'user.named',
  version: 1,
  producer: 'user',
  subscribers: ['post'],
  describe: 'A person goes by a name from now on, and can be mentioned by it.',
  payload: z.object({
    userId: z.string().describe('The person.'),
    handleDigest: z.string().describe('SHA-256 of the user name in lower case, in base64url.'),
  }),
});
