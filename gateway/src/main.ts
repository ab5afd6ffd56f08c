import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { readCommandLine, usage } from './command-line';
import { readGatewayEnv } from './env';
import { createGateway } from './gateway';

void runProcess(() => {
  const source = readCommandLine(process.argv.slice(2), process.env);
  if (!source) {
    console.log(usage);
    process.exit(0);
  }
  const gateway = createGateway(readGatewayEnv(source));
  process.on('SIGHUP', () => void gateway.reload());
  return gateway;
});
