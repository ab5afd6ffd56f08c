import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readGatewayEnv } from './env';
import { createGateway } from './gateway';

void runProcess(() => createGateway(readGatewayEnv(process.env)));
