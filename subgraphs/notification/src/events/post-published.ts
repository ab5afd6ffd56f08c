import { postPublished } from '@ejazz/events/post';
import { defineHandler } from '@ejazz/platform/events/handler';
import type { Deps, Tx } from '../deps';

/** A publication concerns nobody by itself. The catalogue delivers it here all the same. */
export const onPostPublished = defineHandler<typeof postPublished, Tx, Deps>(postPublished, async () => undefined);
