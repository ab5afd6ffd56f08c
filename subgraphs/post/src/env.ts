import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const postSettings = {
  ...subgraphSettings(4002),
  MEDIA_WAIT_MS: setting.integer(5_000, { min: 0, max: 10_000 }, 'ms a new post waits for media that were uploaded just now'),
};

export type PostEnv = Env<typeof postSettings>;

export const readPostEnv = (source: EnvSource = process.env): PostEnv => readEnv(postSettings, source);
