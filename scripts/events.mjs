// npm run events -- dead list|show|replay, catalogue, docs. Needs a build; speaks to the bus at BUS_URL or --bus-url.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import events from '../packages/events/dist/catalogue.js';
import page from '../packages/events/dist/catalogue-page.js';
import budget from '../packages/platform/dist/bus/connection-budget.js';
import bus from '../packages/platform/dist/bus/postgres-bus.js';
import letters from '../packages/platform/dist/inbox/dead-letters.js';
import command from '../packages/platform/dist/inbox/dead-letters-command.js';
import logger from '../packages/platform/dist/log/logger.js';
import { root } from './workspace.mjs';

const { catalogue } = events;

async function onBus(url, work) {
  if (!url) throw new Error('Where is the bus? Set BUS_URL or pass --bus-url postgresql://…');
  const tool = bus.createPostgresBus({
    url,
    name: 'events tool',
    log: logger.createLogger('events', 'error'),
    connections: budget.busConnections.tool,
  });
  await tool.start();
  try {
    return await work(tool);
  } finally {
    await tool.stop();
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'bus-url': { type: 'string' }, service: { type: 'string' }, all: { type: 'boolean' } },
  });
  const [topic, ...rest] = positionals;
  if (topic === 'catalogue') return command.catalogueListing(catalogue);
  if (topic === 'docs') {
    writeFileSync(join(root, 'docs/events.md'), page.cataloguePage(catalogue));
    return 'wrote docs/events.md';
  }
  if (topic !== 'dead') return `Usage: npm run events --\n${command.deadLettersUsage}\n  docs                                   write docs/events.md`;
  const services = [...new Set(catalogue.flatMap((event) => event.subscribers))];
  return onBus(values['bus-url'] ?? process.env.BUS_URL, (tool) =>
    command.deadLettersCommand(letters.createDeadLetters(tool, services), rest, { service: values.service, all: values.all }),
  );
}

main().then(console.log, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
