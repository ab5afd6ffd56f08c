import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const mediaSettings = {
  ...subgraphSettings(4003),
  MEDIA_SECRET: setting.requiredSecret('key that signs addresses of uploads and pictures'),
  MEDIA_DIR: setting.text('.ejazz/media', 'folder that keeps the files'),
  PUBLIC_URL: setting.optionalUrl('where clients reach this service for uploads and pictures; absent: where it listens'),
};

export type MediaEnv = Env<typeof mediaSettings>;

export const readMediaEnv = (source: EnvSource = process.env): MediaEnv => readEnv(mediaSettings, source);
