import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@ejazz/platform/clock/clock';
import { z } from 'zod';
import { Refusal } from '../../domain/refusal';

/** How old a notification may be, and how far ahead of our clock. Cloudinary tries three times within ten minutes, signed anew each time. */
const windowSeconds = 300;

const uploaded = z.object({
  notification_type: z.literal('upload'),
  public_id: z.string(),
  version: z.int(),
  bytes: z.int().nonnegative(),
});

/** That a file has arrived. */
export type Arrival = z.infer<typeof uploaded>;

interface Signed {
  readonly body: string;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** What a notification says; undefined when it is of something else. Refuses what Cloudinary did not sign just now. */
export function readNotification(
  { body, timestamp, signature }: Signed,
  sign: (body: string, timestamp: number) => string,
  clock: Clock,
): Arrival | undefined {
  const seconds = Number(timestamp);
  const [right, given] = [Buffer.from(sign(body, seconds)), Buffer.from(signature ?? '')];
  if (right.length !== given.length || !timingSafeEqual(right, given)) {
    throw new Refusal('SIGNATURE_INVALID', 'This notification is not signed with our secret.');
  }
  if (!(Math.abs(clock.now().getTime() / 1_000 - seconds) <= windowSeconds)) {
    throw new Refusal('NOTIFICATION_EXPIRED', 'This notification is not of the last minutes.');
  }
  return uploaded.safeParse(JSON.parse(body)).data;
}
