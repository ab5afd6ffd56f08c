import { feedSettings } from '@ejazz/feed/env';
import { gatewaySettings } from '@ejazz/gateway/env';
import { mediaSettings } from '@ejazz/media/env';
import { notificationSettings } from '@ejazz/notification/env';
import type { Settings } from '@ejazz/platform/env/define-env';
import { postSettings } from '@ejazz/post/env';
import { userSettings } from '@ejazz/user/env';

export interface ProcessDefinition {
  readonly settings: Settings;
  /** The compiled file that runs it, from the project's root. */
  readonly main: string;
}

export const processNames = ['gateway', 'user', 'post', 'media', 'notification', 'feed'] as const;
export type ProcessName = (typeof processNames)[number];

/** The processes that Ejazz runs as when it runs apart. */
export const processes: Readonly<Record<ProcessName, ProcessDefinition>> = {
  gateway: { settings: gatewaySettings, main: 'gateway/dist/main.js' },
  user: { settings: userSettings, main: 'subgraphs/user/dist/main.js' },
  post: { settings: postSettings, main: 'subgraphs/post/dist/main.js' },
  media: { settings: mediaSettings, main: 'subgraphs/media/dist/main.js' },
  notification: { settings: notificationSettings, main: 'subgraphs/notification/dist/main.js' },
  feed: { settings: feedSettings, main: 'subgraphs/feed/dist/main.js' },
};
