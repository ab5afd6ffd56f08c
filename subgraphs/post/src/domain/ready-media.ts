import { setTimeout as pause } from 'node:timers/promises';
import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { isId } from '@ejazz/platform/ids/id';
import type { Deps } from '../deps';

export type MediaCode = 'MEDIA_NOT_FOUND' | 'MEDIA_NOT_READY';

/**
 * Checks that the media are ready and the person's own. One that is not known yet is waited for: the upload's answer reaches the
 * client before its event reaches us. Errors name their places among the `given`.
 */
export async function checkMedia(
  { db, env }: Pick<Deps, 'db' | 'env'>,
  ownerId: string,
  mediaIds: readonly string[],
  given: readonly string[] = mediaIds,
): Promise<UserError<MediaCode>[]> {
  if (mediaIds.length === 0) return [];
  const fault = (code: MediaCode, ids: readonly string[], message: string) =>
    ids.map((id) => userError(code, ['input', 'mediaIds', String(given.indexOf(id))], message));
  const malformed = mediaIds.filter((id) => !isId('med', id));
  if (malformed.length > 0) return fault('MEDIA_NOT_FOUND', malformed, 'There is no such media.');
  const deadline = performance.now() + env.MEDIA_WAIT_MS;
  for (let delay = 25; ; delay = Math.min(delay * 2, 250)) {
    const owners = new Map(
      (await db.readyMedia.findMany({ where: { mediaId: { in: [...mediaIds] } } })).map((row) => [row.mediaId, row.deleted ? null : row.ownerId]),
    );
    const foreign = mediaIds.filter((id) => owners.has(id) && owners.get(id) !== ownerId);
    if (foreign.length > 0) return fault('MEDIA_NOT_FOUND', foreign, 'There is no such media of yours.');
    const unknown = mediaIds.filter((id) => !owners.has(id));
    const left = deadline - performance.now();
    if (unknown.length === 0 || left <= 0) return fault('MEDIA_NOT_READY', unknown, 'This media is not ready. Try again shortly.');
    await pause(Math.min(delay, left));
  }
}
