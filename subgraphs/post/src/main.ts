import { join } from 'node:path';
import { migrated } from '@ejazz/platform/database/migrated';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { serviceOf } from '@ejazz/platform/lifecycle/service';
import { readPostEnv } from './env';
import { createPost } from './server';

void runProcess(() => {
  const env = readPostEnv();
  return serviceOf('post', [migrated('post', env, join(__dirname, '../../../prisma/post/migrations')), createPost(env, { alone: true })]);
});
