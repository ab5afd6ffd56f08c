import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { envExample } from '@ejazz/launcher/processes/env-example';
import { ownName, ownSettings } from '@ejazz/launcher/processes/process-env';
import { type ProcessName, processes, processNames } from '@ejazz/launcher/processes/processes';
import { makeSecrets } from '@ejazz/launcher/processes/secrets';
import { projectRoot } from '@ejazz/launcher/project-root';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { readEnv } from '@ejazz/platform/env/define-env';
import { parse } from 'yaml';
import { type ComposeService, composeText, composeWith } from './compose-file';
import { copiesOf, environmentOf, readDockerfile, textsOf } from './dockerfile';

const secrets = makeSecrets('postgres:5432');
const compose = composeWith(secrets);
const stages = readDockerfile();
const [manifests, , dependencies, runtime] = stages;
if (!manifests || !dependencies || !runtime) throw new Error('The Dockerfile has lost a stage.');
const image = environmentOf(runtime);

const container = (name: string): ComposeService => {
  const found = compose.services[name];
  if (!found) throw new Error(`docker-compose.yml has no service "${name}".`);
  return found;
};
const environmentIn = (name: string): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...image, ...container(name).environment }).map(([key, value]) => [key, String(value)]));
const settingsIn = (name: ProcessName): Record<string, unknown> => readEnv(processes[name].settings, environmentIn(name));
const text = (path: string) => readFileSync(join(projectRoot, path), 'utf8');
const tracked = (path: string) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', path], { cwd: projectRoot }).length > 0;

/** What the image decides, whatever `.env` says. */
const ofTheImage = ['HOST', 'PORT', 'MEDIA_DIR', 'SUPERGRAPH'];

describe('the containers', () => {
  it.each(processNames)('give %s settings that it can use, and none that it does not know', (name) => {
    expect(() => settingsIn(name)).not.toThrow();
    expect(Object.keys(container(name).environment).filter((setting) => !(setting in processes[name].settings))).toEqual([]);
  });

  it.each(processNames)('let .env change every setting of %s', (name) => {
    const settings = Object.keys(processes[name].settings).filter((setting) => !ofTheImage.includes(setting));
    expect(settings.filter((setting) => !(setting in container(name).environment))).toEqual([]);
    const block = composeText.split(/^ {2}(?=\w+:$)/m).find((service) => service.startsWith(`${name}:`)) ?? '';
    const fixed = settings.filter((setting) => {
      const variable = ownSettings.includes(setting) ? ownName(setting, name) : setting;
      return !new RegExp(`^ +${setting}: \\$\\{${variable}\\b`, 'm').test(`${block}${composeText.split('services:')[0]}`);
    });
    expect(fixed).toEqual(name === 'gateway' ? ['SUBGRAPH_URLS', 'JWKS_URL', 'REVOCATIONS_URL'] : []);
  });

  it('are refused by name while a secret is missing', () => {
    for (const name of Object.keys(secrets).filter((secret) => secret !== 'BUS_URL')) {
      expect(() => composeWith({ ...secrets, [name]: '' })).toThrow(`${name}: make .env`);
    }
  });

  it('run the files that the build makes', () => {
    for (const name of processNames) expect(container(name).command).toEqual(['node', processes[name].main]);
    expect(container('migrate').command).toEqual(['node', 'scripts/migrate.mjs']);
    expect(textsOf(runtime, 'CMD')).toEqual([JSON.stringify(['node', processes.gateway.main]).replaceAll(',', ', ')]);
  });

  it('join the gateway to every subgraph of supergraph.yaml, on a network and a port of both', () => {
    const composed = parse(text('supergraph.yaml')) as { subgraphs: Record<string, { routing_url: string }> };
    const remote = Object.entries(composed.subgraphs).filter(([name]) => name !== 'gateway');
    const { JWKS_URL, REVOCATIONS_URL, SUBGRAPH_URLS: urls } = settingsIn('gateway');
    if (!(urls instanceof Map)) throw new Error('SUBGRAPH_URLS is not read into a map.');
    expect([...urls.keys()].sort()).toEqual(remote.map(([name]) => name).sort());
    for (const [name, { routing_url }] of remote) {
      const port = environmentIn(name).PORT;
      expect(urls.get(name)).toEqual([`http://${name}:${port}/graphql`]);
      expect(new URL(routing_url).port).toBe(port);
      expect(container(name).networks.some((network) => container('gateway').networks.includes(network))).toBe(true);
    }
    for (const url of [JWKS_URL, REVOCATIONS_URL]) expect(new URL(String(url)).host).toBe(`user:${environmentIn('user').PORT}`);
    const routes = text('subgraphs/user/src/routes.ts');
    for (const url of [JWKS_URL, REVOCATIONS_URL]) expect(routes).toContain(new URL(String(url)).pathname);
  });

  it('publish the gateway and media alone, on loopback unless told otherwise, and Grafana with its profile', () => {
    const published = Object.entries(compose.services).flatMap(([name, { ports }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([
      ['gateway', `127.0.0.1:4000:${environmentIn('gateway').PORT}`],
      ['media', `127.0.0.1:4003:${environmentIn('media').PORT}`],
      ['grafana', '127.0.0.1:3000:3000'],
    ]);
    const outside = Object.entries(compose.networks).filter(([, network]) => !network?.internal);
    expect(outside.map(([name]) => name)).toEqual(['edge']);
    const reachable = Object.entries(compose.services).filter(([, { networks }]) => networks.includes('edge'));
    expect(reachable.map(([name]) => name)).toEqual(['gateway', 'media', 'grafana']);
    expect(settingsIn('media').PUBLIC_URL).toBe('http://127.0.0.1:4003');
    expect(composeWith({ ...secrets, PORT_MEDIA: '5003' }).services.media?.environment.PUBLIC_URL).toBe('http://127.0.0.1:5003');
  });

  it('wait for what they need: databases, then migrations, then subgraphs, then the gateway', () => {
    const healthy = { condition: 'service_healthy' };
    for (const name of processNames.filter((process) => process !== 'gateway')) {
      const before = { migrate: { condition: 'service_completed_successfully' }, postgres: healthy, redis: healthy };
      expect(container(name).depends_on).toEqual(before);
      expect(container('gateway').depends_on).toHaveProperty(name, healthy);
    }
    expect(container('migrate').depends_on).toEqual({ postgres: healthy });
    for (const name of ['postgres', 'redis']) expect(container(name).healthcheck?.test?.length).toBeGreaterThan(0);
  });

  it('ask each process for its health where it answers', () => {
    expect(textsOf(runtime, 'HEALTHCHECK')).toEqual([expect.stringContaining('["node", "scripts/healthy.mjs"]')]);
    expect(text('scripts/healthy.mjs')).toContain('/health/ready');
    expect(text('packages/platform/src/http/health.ts')).toContain(`path: '/health/ready'`);
  });

  it('write nowhere but to volumes, and not as root', () => {
    for (const name of [...processNames, 'migrate']) expect(container(name).read_only).toBe(true);
    expect(textsOf(runtime, 'USER')).toEqual(['node']);
    expect(container('media').volumes).toEqual([`media:${environmentIn('media').MEDIA_DIR}`]);
    const named = Object.values(compose.services).flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0] ?? ''));
    expect(named.filter((volume) => !volume.startsWith('./') && !(volume in compose.volumes))).toEqual([]);
    for (const file of named.filter((volume) => volume.startsWith('./'))) expect([file, existsSync(join(projectRoot, file))]).toEqual([file, true]);
  });

  it('are made of pinned images', () => {
    const images = [...Object.values(compose.services).map(({ image: used }) => used), ...stages.map(({ from }) => from)];
    const ours = ['ejazz', ...stages.map(({ name }) => name)];
    const pinned = /:v?\d+\.\d+/;
    expect(images.filter((used) => !ours.includes(used) && !pinned.test(used))).toEqual([]);
  });

  it('copy what git keeps or the build makes, and every manifest of a workspace', () => {
    const copied = stages.flatMap(copiesOf);
    const fromHere = copied.filter(({ source, stage }) => stage === undefined && source !== '.');
    expect(fromHere.filter(({ source }) => !tracked(source))).toEqual([]);
    const fromBuild = copied.filter(({ stage }) => stage === 'build').map(({ source }) => source.replace('/app/', ''));
    const made = (folder: string) => existsSync(join(projectRoot, folder.endsWith('/generated') ? folder : join(folder, '..', 'tsconfig.json')));
    expect(fromBuild.filter((folder) => !made(folder))).toEqual([]);
    const workspaces = execFileSync('npm', ['query', '.workspace'], { cwd: projectRoot, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const locations = (JSON.parse(workspaces) as { location: string }[]).map(({ location }) => `${location}/package.json`);
    expect(copiesOf(manifests).map(({ source }) => source)).toEqual(expect.arrayContaining(locations));
  });

  it.each(serviceNames)('have the whole of %s in their image: dependencies, code, schema', (name) => {
    expect(textsOf(dependencies, 'RUN').join(' ')).toContain(` -w @ejazz/${name} `);
    const sources = copiesOf(runtime).map(({ source }) => source);
    expect(sources).toEqual(expect.arrayContaining([`/app/subgraphs/${name}/dist`, `subgraphs/${name}/schema.graphql`]));
  });

  it('are what .env.example speaks of, as it is written', () => {
    expect(text('.env.example')).toBe(envExample());
    const known = new Set([...envExample().matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name));
    const asked = new Set([...composeText.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    expect([...asked].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('Prometheus', () => {
  it('asks every process at its port, on a network of both', () => {
    const { scrape_configs: jobs } = parse(text('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    expect(jobs.map(({ job_name, dns_sd_configs: [at] }) => [job_name, at?.names[0], String(at?.port)])).toEqual(
      processNames.map((name) => [name, name, environmentIn(name).PORT]),
    );
    for (const name of processNames) expect(container(name).networks).toContain('graph');
    expect(container('prometheus').networks).toContain('graph');
  });
});
