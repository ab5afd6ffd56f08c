import { join } from 'node:path';
import { migrated } from '@ejazz/platform/database/migrated';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { readMediaEnv } from './env';
import { createMedia } from './server';

void runProcess(() => {
  const env = readMediaEnv();
  return serviceOf('media', [migrated('media', env, join(__dirname, '../../../prisma/media/migrations')), createMedia(env, { alone: true })]);
});
