import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const userSettings = {
  ...subgraphSettings(4001),
  ACCESS_TOKEN_MINUTES: setting.integer(10, { min: 1, max: 60 }, 'minutes an access token is good for'),
  REFRESH_TOKEN_DAYS: setting.integer(60, { min: 1, max: 365 }, 'days a refresh token is good for'),
};

export type UserEnv = Env<typeof userSettings>;

export const readUserEnv = (source: EnvSource = process.env): UserEnv => readEnv(userSettings, source);
