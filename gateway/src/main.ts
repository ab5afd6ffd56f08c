import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readGatewayEnv } from './env';
import { createGateway } from './gateway';

void runProcess(() => {
  const gateway = createGateway(readGatewayEnv(process.env));
  process.on('SIGHUP', () => void gateway.reload());
  return gateway;
});
