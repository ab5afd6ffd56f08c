import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readNotificationEnv } from './env';
import { createNotification } from './server';

void runProcess(() => createNotification(readNotificationEnv()));
