// What `npm run events` does to services' outboxes: sweep, rebuild, restate. All of it is safe while traffic runs.
import { createRequire } from 'node:module';
import pg from 'pg';
import events from '../packages/events/dist/catalogue.js';
import databases from '../packages/platform/dist/database/pool-database.js';
import explained from '../packages/platform/dist/lifecycle/explained-error.js';
import logger from '../packages/platform/dist/log/logger.js';
import outbox from '../packages/platform/dist/outbox/outbox-table.js';
import pace from '../packages/platform/dist/outbox/pace.js';
import rebuilding from '../packages/platform/dist/outbox/rebuild.js';
import resending from '../packages/platform/dist/outbox/resend.js';
import restating from '../packages/platform/dist/outbox/restate.js';
import transacting from '../packages/platform/dist/outbox/transact.js';

const require = createRequire(import.meta.url);
const { catalogue } = events;
const { ExplainedError } = explained;
const producers = [...new Set(catalogue.map((event) => event.producer))];
const consumers = [...new Set(catalogue.flatMap((event) => event.subscribers))];

export const toolsUsage = `  sweep [--service NAME]                 send again, now, what is not acknowledged
  rebuild --consumer NAME [--event NAME] [--producer NAME [--after PLACE]]
                                         deliver the log that outboxes keep to one consumer again
  restate --producer NAME [--resume PLACE]
                                         tell of everything as it stands now, in fresh events`;

/** Does the work on the named services' databases, and closes them. */
async function onDatabases(names, urlOf, work) {
  const pools = names.map((name) => [name, new pg.Pool({ connectionString: urlOf(name), max: 2, application_name: 'ejazz events' })]);
  try {
    return await work(Object.fromEntries(pools.map(([name, pool]) => [name, databases.poolDatabase(pool)])));
  } finally {
    await Promise.all(pools.map(([, pool]) => pool.end()));
  }
}

const oneOf = (names, name, flag) => {
  if (!names.includes(name)) throw new ExplainedError(`${flag} is one of ${names.join(', ')}.`);
  return name;
};

export function sweep({ service }, { bus, urlOf, progress }) {
  const services = service ? [oneOf(producers, service, '--service')] : producers;
  return onDatabases(services, urlOf, async (dbs) => {
    const counts = [];
    for (const name of services) counts.push(await resending.resendUnacknowledged({ service: name, db: dbs[name], bus, ...pace.toolPace, progress }));
    return `${counts.reduce((sum, count) => sum + count, 0)} events sent again`;
  });
}

export function rebuild({ consumer, event, producer, after }, { bus, urlOf, progress }) {
  oneOf(consumers, consumer, '--consumer');
  if (after && !/^\d+$/.test(after)) throw new ExplainedError('--after is a place in the log: a whole number.');
  if (after && !producer) throw new ExplainedError('--after is a place in the log of one producer: name it with --producer.');
  const heard = catalogue.filter((each) => each.subscribers.includes(consumer));
  const wanted = heard.filter((each) => (!event || each.name === event) && (!producer || each.producer === producer));
  if (wanted.length === 0) throw new ExplainedError(`${consumer} hears of ${heard.map(({ name }) => name).join(', ')}.`);
  const from = [...new Set(wanted.map((each) => each.producer))];
  return onDatabases([...new Set([...from, consumer])], urlOf, async (dbs) => {
    let total = 0;
    for (const name of from) {
      total += await rebuilding.rebuild({
        producer: { name, db: dbs[name] },
        consumer: { name: consumer, db: dbs[consumer] },
        bus,
        events: wanted.filter((each) => each.producer === name).map((each) => each.name),
        after: after ? BigInt(after) : undefined,
        ...pace.toolPace,
        progress,
      });
    }
    return `${total} events delivered to ${consumer} again`;
  });
}

export function restate({ producer, resume }, { urlOf, progress }) {
  oneOf(producers, producer, '--producer');
  const { restatements } = require(`../subgraphs/${producer}/dist/restate.js`);
  const log = logger.createLogger('events', 'error');
  return onDatabases([producer], urlOf, async ({ [producer]: db }) => {
    const { transact } = transacting.createTransact({ service: producer, db, log, wake: () => undefined });
    const pending = async () => {
      const { unsent, unacknowledged } = await outbox.countPending(db);
      return unsent + unacknowledged;
    };
    return `${await restating.restate({ producer, transact, restatements, pending, resume, ...pace.toolPace, progress })} events of ${producer}`;
  });
}
