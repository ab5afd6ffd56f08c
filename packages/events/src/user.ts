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
