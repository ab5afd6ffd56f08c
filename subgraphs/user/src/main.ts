import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readUserEnv } from './env';
import { createUser } from './server';

void runProcess(() => createUser(readUserEnv()));
