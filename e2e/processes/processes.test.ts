import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processes, processNames } from '@ejazz/launcher/processes/processes';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { eventually } from '@ejazz/testing/eventually';
import { operation } from '@ejazz/testing/operations';
import { signUp } from '@ejazz/testing/people';
import { z } from 'zod';
import { freePorts, isFree } from './free-ports';
import { createOwnDatabases, type OwnDatabases } from './own-databases';
import { type Processes, startProcesses } from './processes';
import { startNode } from './watched-process';

jest.setTimeout(90_000);

const key = 'k'.repeat(32);

const dashboard = z
  .object({ panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'deploy/grafana/dashboards/ejazz.json'), 'utf8')));

describe('a process by itself', () => {
  let databases: OwnDatabases;
  beforeAll(async () => {
    databases = await createOwnDatabases();
  });
  afterAll(() => databases?.drop());

  it.each(processNames)('%s names every setting it lacks at once, and no stack', async (name) => {
    const bare = startNode([processes[name].main], {});
    expect(await bare.ended).toBe(1);
    const required = name === 'gateway' ? ['VIEWER_SECRET'] : ['DATABASE_URL', 'BUS_URL', 'VIEWER_KEY'];
    for (const setting of required) expect(bare.output()).toContain(`${setting} is not set`);
    expect(bare.output()).not.toContain('    at ');
  });

  it('refuses to start while migrations are pending, and starts once they are applied', async () => {
    const port = await freePorts(1);
    const settings = { DATABASE_URL: databases.urls.feed, BUS_URL: databases.urls.bus, VIEWER_KEY: key, PORT: String(port), LOG_LEVEL: 'warn' };
    const refused = startNode([processes.feed.main], settings);
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toMatch(/^\d+ migrations? (is|are) pending in .*: run npm run migrate -- feed, or set MIGRATE_ON_START=true\.\n$/);

    const steps = [1, 2, 3].map(() => startNode(['scripts/migrate.mjs', 'feed'], { DATABASE_URL: databases.urls.feed }));
    expect(await Promise.all(steps.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const told = steps.map((step) => step.output().trim()).sort();
    expect(told).toEqual([expect.stringMatching(/^feed: applied \d+_/), 'feed: up to date', 'feed: up to date']);

    const started = startNode([processes.feed.main], settings);
    await eventually(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it('takes its settings out of a .env for all, where the environment wins', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ejazz-env-'));
    const [port, other] = [await freePorts(1), await freePorts(1)];
    const lines = [`PORT_POST=${other}`, 'PORT_USER=1', `BUS_URL=${databases.urls.bus}`, `DATABASE_URL_POST=${databases.urls.post}`];
    await writeFile(join(folder, '.env'), [...lines, `VIEWER_KEY_POST=${key}`, 'MIGRATE_ON_START=true', 'LOG_LEVEL=warn'].join('\n'));
    const started = startNode([join(projectRoot, 'scripts/start-process.mjs'), 'post'], { PORT: String(port) }, folder);
    await eventually(async () => started.child.exitCode !== null || (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok);
    expect(started.output()).toBe('');
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    await rm(folder, { recursive: true });
  });

  it('migrate names every address it lacks at once', async () => {
    const bare = startNode(['scripts/migrate.mjs'], {});
    expect(await bare.ended).toBe(1);
    for (const name of serviceNames) expect(bare.output()).toContain(`DATABASE_URL_${name.toUpperCase()} is not set`);
    const unknown = startNode(['scripts/migrate.mjs', 'poste'], {});
    expect(await unknown.ended).toBe(1);
    expect(unknown.output()).toMatch(/^There is no service "poste" with a database\. There are: user, post/);
  });
});

describe('six processes', () => {
  let apart: Processes;
  beforeAll(async () => {
    apart = await startProcesses();
  });
  afterAll(() => apart?.remove());

  it('export every figure that the dashboard shows', async () => {
    const person = await signUp(apart.url, 'watcher');
    await person.data(operation('CreatePost'), { input: { text: 'Is anybody counting?' } });
    const pages = await Promise.all(apart.instances.map(async ({ origin }) => (await fetch(`${origin}/metrics`)).text()));
    const exported = new Set(
      pages.flatMap((page) =>
        [...page.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name, type]) =>
          type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
        ),
      ),
    );
    const page = readFileSync(join(projectRoot, 'docs/metrics.md'), 'utf8');
    const own = pages.flatMap((text) => [...text.matchAll(/^# TYPE (?!nodejs_|process_)(\w+) /gm)].map(([, name]) => name ?? ''));
    expect([...new Set(own)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(10);
    // `up` is Prometheus's own.
    const shown = expressions.flatMap(metricsIn).filter((name) => name !== 'up');
    expect([...new Set(shown)].filter((name) => !exported.has(name))).toEqual([]);
  });

  it('end with 0 at SIGTERM, one after the other, and leave nothing behind', async () => {
    expect(apart.instances.map(({ name }) => name)).toEqual([...serviceNames, 'gateway']);
    for (const instance of [...apart.instances].reverse()) {
      expect([instance.name, await instance.end('SIGTERM')]).toEqual([instance.name, 0]);
      expect(await isFree(Number(new URL(instance.origin).port))).toBe(true);
      expect(instance.running().output()).toBe('');
    }
    await eventually(async () => expect(await apart.databases.connections()).toEqual([]));
  });
});

/** Names of metrics in a PromQL expression: what stands before a selector or a range, and is no function, label or keyword. */
function metricsIn(expression: string): string[] {
  const bare = expression.replaceAll(/\{[^}]*\}/g, '').replaceAll(/\[[^\]]*\]/g, '');
  const words = bare.replaceAll(/\b(by|without)\s*\([^)]*\)/g, '').matchAll(/[a-zA-Z_]\w*(?!\w*\s*\()/g);
  return [...words].map(([word]) => word).filter((word) => !['or', 'and', 'unless', 'by'].includes(word));
}
