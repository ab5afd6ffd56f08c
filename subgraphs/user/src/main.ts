import { join } from 'node:path';
import { migrated } from '@ejazz/platform/database/migrated';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { readUserEnv } from './env';
import { createUser } from './server';

void runProcess(() => {
  const env = readUserEnv();
  return serviceOf('user', [migrated('user', env, join(__dirname, '../../../prisma/user/migrations')), createUser(env, { alone: true })]);
});
