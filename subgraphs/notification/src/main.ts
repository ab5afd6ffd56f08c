import { join } from 'node:path';
import { migrated } from '@ejazz/platform/database/migrated';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { readNotificationEnv } from './env';
import { createNotification } from './server';

void runProcess(() => {
  const env = readNotificationEnv();
  return serviceOf('notification', [
    migrated('notification', env, join(__dirname, '../../../prisma/notification/migrations')),
    createNotification(env, { alone: true }),
  ]);
});
