// npm run events -- dead list|show|replay, catalogue. Speaks to the bus at --bus-url, REDIS_URL or BUS_URL, else to that of a running npm start.
import { parseArgs } from 'node:util';
import events from '../packages/events/dist/catalogue.js';
import clusters from '../packages/launcher/dist/cluster/cluster-folder.js';
import running from '../packages/launcher/dist/cluster/running.js';
import budget from '../packages/platform/dist/bus/connection-budget.js';
import bus from '../packages/platform/dist/bus/create-bus.js';
import letters from '../packages/platform/dist/inbox/dead-letters.js';
import command from '../packages/platform/dist/inbox/dead-letters-command.js';
import logger from '../packages/platform/dist/log/logger.js';

const { catalogue } = events;

/** The bus of an `npm start` on this machine, if one runs. */
function busOfRunning() {
  const admin = running.runningAdminUrl(clusters.clusterFolder(process.env.EJAZZ_DATA_DIR));
  return admin && Object.assign(new URL(admin), { pathname: '/ejazz_bus' }).href;
}

async function onBus(url, work) {
  if (!url) throw new Error('Where is the bus? Start Ejazz, set BUS_URL or REDIS_URL, or pass --bus-url');
  const tool = bus.createBus({
    [/^rediss?:/.test(url) ? 'redisUrl' : 'postgresUrl']: url,
    name: 'events tool',
    log: logger.createLogger('events', 'error'),
    connections: budget.busConnections.postgres.smallPool,
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
  if (topic !== 'dead') return `Usage: npm run events --\n${command.deadLettersUsage}`;
  const services = [...new Set(catalogue.flatMap((event) => event.subscribers))];
  return onBus(values['bus-url'] ?? process.env.REDIS_URL ?? process.env.BUS_URL ?? busOfRunning(), (tool) =>
    command.deadLettersCommand(letters.createDeadLetters(tool, services), rest, { service: values.service, all: values.all }),
  );
}

main().then(console.log, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
