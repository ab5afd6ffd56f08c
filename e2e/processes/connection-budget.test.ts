import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { busConnections } from '@ejazz/platform/bus/connection-budget';
import { eventually } from '@ejazz/testing/eventually';
import { createGraphClient } from '@ejazz/testing/graph-client';
import { operation } from '@ejazz/testing/operations';
import { signUp } from '@ejazz/testing/people';
import { composeText } from '../../scripts/containers/compose-file';
import { connectionsOf, connectionsOfAll } from './connection-budget';
import { startProcesses } from './processes';

/** What PostgreSQL leaves to ordinary roles of its 100 connections. */
const usable = 97;
const redis = { REDIS_URL: 'redis://127.0.0.1' };
/** Beside the processes: the migration step on five databases, a tool on the bus, a backup. */
const tools = serviceNames.length + busConnections.postgres.smallPool + busConnections.postgres.hints + 1;

describe('the budget of PostgreSQL connections', () => {
  it('holds for one of each process with every default, tools and the second instance of a rolling restart included', () => {
    const { own, bus } = connectionsOf('user');
    expect(connectionsOfAll(1) + tools + own + bus).toBeLessThanOrEqual(usable);
  });

  it('holds for two of each subgraph with the smaller pools that the documentation names, and on Redis', () => {
    expect(connectionsOfAll(2)).toBeGreaterThan(usable);
    expect(connectionsOfAll(2, { DATABASE_POOL: '3' })).toBeLessThanOrEqual(usable);
    expect(connectionsOfAll(2, redis) + tools).toBeLessThanOrEqual(usable);
  });

  it('is what docs/operations.md says', () => {
    const page = readFileSync(join(projectRoot, 'docs/operations.md'), 'utf8');
    const rows = [
      ['one of each, `npm start` too', connectionsOfAll(1), connectionsOfAll(1, redis)],
      ['two of each subgraph', connectionsOfAll(2), connectionsOfAll(2, redis)],
      ['two of each subgraph, `DATABASE_POOL=3`', connectionsOfAll(2, { DATABASE_POOL: '3' }), connectionsOfAll(2, { DATABASE_POOL: '3', ...redis })],
    ];
    for (const row of rows) expect(page).toContain(`| ${row.join(' | ')} |`);
  });

  it('holds among containers with three of each subgraph, by the limit that docker-compose.yml sets', () => {
    const limit = Number(/max_connections=(\d+)/.exec(composeText)?.[1]);
    expect(connectionsOfAll(3, redis) + tools).toBeLessThanOrEqual(limit - 3);
    expect(connectionsOfAll(3) + tools).toBeLessThanOrEqual(limit - 3);
  });

  it('is kept by six processes under load', async () => {
    const apart = await startProcesses();
    try {
      const person = await signUp(apart.url, 'crowd');
      const client = createGraphClient(apart.url, person.tokens.accessToken);
      const names = ['Viewer', 'HomeFeed', 'Notifications', 'Profile'];
      let most = 0;
      let busy = true;
      const watching = (async () => {
        while (busy) {
          const held = await apart.databases.connections();
          for (const { database, count } of held.filter((each) => each.database !== 'bus')) {
            expect([database, count <= connectionsOf('user').own]).toEqual([database, true]);
          }
          most = Math.max(
            most,
            held.map(({ count }) => count).reduce((sum, count) => sum + count, 0),
          );
        }
      })();
      await eventually(async () => {
        const asked = Array.from({ length: 80 }, (_, index) =>
          client.ask(operation(names[index % names.length] ?? ''), { first: 10, username: 'crowd' }),
        );
        const posted = Array.from({ length: 20 }, (_, index) => client.ask(operation('CreatePost'), { input: { text: `Post ${index}` } }));
        await Promise.all([...asked, ...posted]);
        // The load is worth something: pools fill up.
        expect(most).toBeGreaterThan(connectionsOfAll(1) / 2);
      });
      busy = false;
      await watching;
      expect(most).toBeLessThanOrEqual(connectionsOfAll(1));
    } finally {
      await apart.remove();
    }
  }, 90_000);
});
