import { defineEvent } from '@ejazz/platform/events/define-event';
import { z } from 'zod';

export const mediaReady = defineEvent({
  name: 'media.ready',
  version: 1,
  producer: 'media',
  subscribers: ['post', 'user'],
  describe: 'A picture is processed and can be used by its owner.',
  payload: z.object({
    mediaId: z.string().describe('The picture.'),
    ownerId: z.string().describe('Who uploaded it.'),
    width: z.int().positive().describe('Pixels.'),
    height: z.int().positive().describe('Pixels.'),
    version: z.int().describe('Grows with each change of the picture; the highest counts.'),
  }),
});

export const mediaDeleted = defineEvent({
  name: 'media.deleted',
  version: 1,
  producer: 'media',
  subscribers: ['post', 'user'],
  describe: 'A file is gone, with all that was made of it: nobody used it, or its owner is gone. It may come before its readiness.',
  payload: z.object({
    mediaId: z.string().describe('The file.'),
    ownerId: z.string().describe('Who uploaded it.'),
    version: z.int().describe('Higher than any version told before.'),
  }),
});
