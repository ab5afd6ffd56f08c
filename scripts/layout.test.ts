import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { serviceNames } from '@ejazz/launcher/services/service-names';
import { parse } from 'yaml';

const root = join(__dirname, '..');
const folders = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, path, entry.name, path === 'prisma' ? 'schema.prisma' : 'schema.graphql')))
    .map(({ name }) => name)
    .sort();
const text = (path: string) => readFileSync(join(root, path), 'utf8');

/** Files that git keeps, or would. */
const kept = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => existsSync(join(root, file)));
const tracked = kept('*.ts', '*.mjs');
/** Examples are projects of their own. */
const workspaces = kept('*/package.json')
  .map(dirname)
  .filter((path) => !path.startsWith('examples/'));
const isTest = (file: string) => /\.test\.ts$|(^|\/)(tests|e2e|bench)\//.test(file);

describe('the layout', () => {
  it('has one folder a service in subgraphs/ and in prisma/, one entry in supergraph.yaml, and one name in the launcher', () => {
    const composed = Object.keys((parse(text('supergraph.yaml')) as { subgraphs: object }).subgraphs);
    expect(folders('prisma')).toEqual(folders('subgraphs'));
    expect(composed.filter((name) => name !== 'gateway')).toEqual([...serviceNames]);
    expect([...serviceNames].sort()).toEqual(folders('subgraphs'));
  });

  it('can start every service by itself: npm run start:<name>', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
    const wanted = ['gateway', ...serviceNames].map((name) => [
      `start:${name}`,
      `node scripts/build.mjs packages/launcher && node scripts/start-process.mjs ${name}`,
    ]);
    expect(Object.entries(scripts).filter(([name]) => name.startsWith('start:'))).toEqual(wanted);
  });

  it.each(workspaces)('%s names what it imports in package.json, and in tsconfig.json, from which the order of the build follows', (path) => {
    const { name, dependencies = {} } = JSON.parse(text(`${path}/package.json`)) as { name: string; dependencies?: Record<string, string> };
    const { references = [] } = JSON.parse(text(`${path}/tsconfig.json`)) as { references?: { path: string }[] };
    const built = references.map((reference) => (JSON.parse(text(join(path, reference.path, 'package.json'))) as { name: string }).name);
    const sources = tracked.filter((file) => file.startsWith(`${path}/`) && !isTest(file)).map(text);
    const imports = sources.flatMap((source) => [...source.matchAll(/from '(@ejazz\/[a-z]+)\//g)].map(([, imported = '']) => imported));
    const wanted = [...new Set(imports)].filter((imported) => imported !== name).sort();
    expect(
      Object.keys(dependencies)
        .filter((dependency) => dependency.startsWith('@ejazz/'))
        .sort(),
    ).toEqual(wanted);
    expect(built.sort()).toEqual(wanted);
  });

  it('declares the same event tables in every database', () => {
    const tables = folders('prisma').map((name) => text(`prisma/${name}/schema.prisma`).split('/// An event this service caused')[1]);
    expect(new Set(tables).size).toBe(1);
  });

  it.each(['package-lock.json', 'examples/web/package-lock.json'])(
    'has a %s that is whole for every platform (node scripts/complete-lock.mjs)',
    (file) => {
      const { packages } = JSON.parse(text(file)) as {
        packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
      };
      const binaries = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
        Object.entries(optionalDependencies).flatMap(([name, range]) => (/^\d/.test(range) ? [{ path, name }] : [])),
      );
      const missing = binaries.filter(
        ({ path, name }) => !packages[`${path}/node_modules/${name}`]?.version && !packages[`node_modules/${name}`]?.version,
      );
      expect(missing).toEqual([]);
    },
  );

  it('keeps source files under 300 lines and tests under 500', () => {
    const lines = (file: string) => text(file).split('\n').length;
    expect(tracked.filter((file) => lines(file) > (isTest(file) ? 500 : 300))).toEqual([]);
  });

  it('keeps the median source file under 80 lines', () => {
    const lengths = tracked
      .filter((file) => !isTest(file))
      .map((file) => text(file).split('\n').length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(80);
  });
});
