import { decodeCursor, encodeCursor } from '@ejazz/platform/pagination/cursor';
import { z } from 'zod';
import type { Notification, NotificationGroup } from '../generated/prisma/client';

const shape = z.tuple([z.string().regex(/^\d{1,18}$/), z.string()]);

/** A place among what one person was told; the same in the list and in the subscription, so that one can go on from the other. */
export interface Place {
  readonly position: bigint;
  readonly recipientId: string;
}

/** Before the first. */
export const beginning = (recipientId: string): Place => ({ position: 0n, recipientId });

export const placeKeyset = ({ position, recipientId }: Pick<Notification, 'position' | 'recipientId'>): z.infer<typeof shape> => [
  String(position),
  recipientId,
];

/** Where a group stands in a person's list: with what came to it last. */
export const groupKeyset = ({ lastPosition, recipientId }: NotificationGroup): z.infer<typeof shape> =>
  placeKeyset({ position: lastPosition, recipientId });

export const placeCursor = (place: Pick<Notification, 'position' | 'recipientId'>): string => encodeCursor(placeKeyset(place));

export function readPlace(cursor: string): Place {
  const [position, recipientId] = decodeCursor(cursor, shape);
  return { position: BigInt(position), recipientId };
}
