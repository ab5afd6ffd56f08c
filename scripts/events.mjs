// npm run events -- dead list|show|replay, sweep, rebuild, restate, catalogue. Speaks to the bus at --bus-url, REDIS_URL or BUS_URL and to databases
// at DATABASE_URL_<SERVICE>, of the environment or .env, else to those of a running npm start.
import { parseArgs } from 'node:util';
import events from '../packages/events/dist/catalogue.js';
import clusters from '../packages/launcher/dist/cluster/cluster-folder.js';
import starts from '../packages/launcher/dist/cluster/running.js';
import budget from '../packages/platform/dist/bus/connection-budget.js';
import bus from '../packages/platform/dist/bus/create-bus.js';
import letters from '../packages/platform/dist/inbox/dead-letters.js';
import command from '../packages/platform/dist/inbox/dead-letters-command.js';
import logger from '../packages/platform/dist/log/logger.js';
import { envFile } from './environment.mjs';
import { rebuild, restate, sweep, toolsUsage } from './event-tools.mjs';

const { catalogue } = events;
const told = { ...envFile(), ...process.env };

/** A database of an `npm start` on this machine, if one runs. */
function running(name) {
  const admin = starts.runningAdminUrl(clusters.clusterFolder(told.EJAZZ_DATA_DIR));
  return admin && Object.assign(new URL(admin), { pathname: `/ejazz_${name}` }).href;
}

function databaseOf(service) {
  const name = `DATABASE_URL_${service.toUpperCase()}`;
  const url = told[name] || running(service);
  if (!url) throw new Error(`Where is the database of ${service}? Start Ejazz, or set ${name}`);
  return url;
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
    options: {
      ...Object.fromEntries(['bus-url', 'service', 'consumer', 'producer', 'event', 'after', 'resume'].map((name) => [name, { type: 'string' }])),
      all: { type: 'boolean' },
    },
  });
  const [topic, ...rest] = positionals;
  if (topic === 'catalogue') return command.catalogueListing(catalogue);
  const progress = (line) => console.error(line);
  if (topic === 'restate') return restate(values, { urlOf: databaseOf, progress });
  const busUrl = values['bus-url'] || told.REDIS_URL || told.BUS_URL || running('bus');
  if (topic === 'sweep' || topic === 'rebuild') {
    return onBus(busUrl, (tool) => (topic === 'sweep' ? sweep : rebuild)(values, { bus: tool, urlOf: databaseOf, progress }));
  }
  if (topic !== 'dead') return `Usage: npm run events --\n${command.deadLettersUsage}\n${toolsUsage}`;
  const services = [...new Set(catalogue.flatMap((event) => event.subscribers))];
  return onBus(busUrl, (tool) =>
    command.deadLettersCommand(letters.createDeadLetters(tool, services), rest, { service: values.service, all: values.all }),
  );
}

main().then(console.log, (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
