import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readMediaEnv } from './env';
import { createMedia } from './server';

void runProcess(() => createMedia(readMediaEnv()));
