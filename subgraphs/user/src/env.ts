import { type Env, type EnvSource, readEnv } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { subgraphSettings } from '@ejazz/platform/subgraph/subgraph-settings';

export const userSettings = {
  ...subgraphSettings(4001),
  ACCESS_TOKEN_MINUTES: setting.integer(10, { min: 1, max: 60 }, 'minutes an access token is good for'),
  SMTP_URL: setting.optionalSmtpUrl('SMTP server that takes mail, such as smtps://user:password@mail.example; absent: mail waits'),
  MAIL_FROM: setting.text('Ejazz <no-reply@localhost>', 'sender of mail, as Name <address>'),
  APP_URL: setting.url('http://127.0.0.1:3000', 'where the web app is: links in mail lead to its pages verify-email and reset-password'),
  CHANGE_PATIENCE_MS: setting.integer(
    1_000,
    { min: 0, max: 10_000 },
    'milliseconds that a block and the like waits for all services to have heard of it before it is answered',
  ),
  REFRESH_TOKEN_DAYS: setting.integer(60, { min: 1, max: 365 }, 'days a refresh token is good for'),
};

export type UserEnv = Env<typeof userSettings>;

export const readUserEnv = (source: EnvSource = process.env): UserEnv => readEnv(userSettings, source);
