import { parseArgs } from 'node:util';
import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { createLogger } from '@ejazz/platform/log/logger';
import { createWorld } from './world';

void runProcess(() => {
  const { values } = parseArgs({
    options: { folder: { type: 'string', default: '' }, template: { type: 'string', default: '' }, port: { type: 'string', default: '' } },
  });
  const { folder, template, port } = values;
  return createWorld({ folder, template, port: Number(port), log: createLogger('world', 'warn') });
});
