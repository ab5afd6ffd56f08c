import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const notificationSettings = subgraphSettings(4004);

export type NotificationEnv = Env<typeof notificationSettings>;

export const readNotificationEnv = (source: EnvSource = process.env): NotificationEnv => readEnv(notificationSettings, source);
