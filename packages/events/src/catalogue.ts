import type { EventDefinition } from '@ejazz/platform/events/define-event';
import * as media from './media';
import * as post from './post';
import * as user from './user';

/** Every event there is: what the files of the producers export. docs/events.md is generated from it: `npm run reference`. */
export const catalogue: readonly EventDefinition[] = [user, post, media]
  .flatMap((events): EventDefinition[] => Object.values(events))
  .sort((one, other) => (one.name < other.name ? -1 : 1));
