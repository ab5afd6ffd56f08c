import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readPostEnv } from './env';
import { createPost } from './server';

void runProcess(() => createPost(readPostEnv()));
