import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readFeedEnv } from './env';
import { createFeed } from './server';

void runProcess(() => createFeed(readFeedEnv()));
