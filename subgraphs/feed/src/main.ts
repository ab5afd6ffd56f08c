import { join } from 'node:path';
import { migrated } from '@ejazz/platform/database/migrated';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { readFeedEnv } from './env';
import { createFeed } from './server';

void runProcess(() => {
  const env = readFeedEnv();
  return serviceOf('feed', [migrated('feed', env, join(__dirname, '../../../prisma/feed/migrations')), createFeed(env, { alone: true })]);
});
