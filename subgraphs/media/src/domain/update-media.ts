import { done, type Outcome, refused, userError } from '@ejazz/platform/errors/user-error';
import type { Deps } from '../deps';
import { columnsOf, type Description, descriptionFaults } from './description';
import { hintMedia } from './live-channel';

type UpdateCode = 'MEDIA_NOT_FOUND' | 'ALT_TEXT_TOO_LONG' | 'FOCAL_POINT_INVALID';

/** Says something else about one's own file; what is absent stays. */
export async function updateMedia(
  { db, pubsub }: Pick<Deps, 'db' | 'pubsub'>,
  ownerId: string,
  id: string,
  description: Description,
): Promise<Outcome<{ id: string }, UpdateCode>> {
  const faults = descriptionFaults(description);
  if (faults.length > 0) return refused<UpdateCode>(...faults);
  const { count } = await db.media.updateMany({ where: { id, ownerId }, data: { ...columnsOf(description), version: { increment: 1 } } });
  if (count === 0) return refused<UpdateCode>(userError('MEDIA_NOT_FOUND', ['id'], 'There is no such media of yours.'));
  await hintMedia(pubsub, id);
  return done({ id });
}
