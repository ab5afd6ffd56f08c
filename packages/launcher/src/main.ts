import { runProcess } from '@ejazz/platform/lifecycle/run-process';
import { createEjazz } from './start/ejazz';
import { readStartSettings, usage } from './start/settings';

void runProcess(() => {
  const settings = readStartSettings(process.argv.slice(2), process.env);
  if (settings) return createEjazz(settings);
  console.log(usage);
  process.exit(0);
});
