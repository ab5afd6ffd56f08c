import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(__dirname, '..');
const folders = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, path, entry.name, path === 'prisma' ? 'schema.prisma' : 'schema.graphql')))
    .map(({ name }) => name)
    .sort();
const text = (path: string) => readFileSync(join(root, path), 'utf8');

const tracked = execFileSync('git', ['ls-files', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => existsSync(join(root, file)));
const isTest = (file: string) => /\.test\.ts$|(^|\/)(tests|e2e|bench)\//.test(file);

describe('the layout', () => {
  it('has one folder a service in subgraphs/ and in prisma/, and one entry in supergraph.yaml', () => {
    const composed = Object.keys((parse(text('supergraph.yaml')) as { subgraphs: object }).subgraphs);
    expect(folders('prisma')).toEqual(folders('subgraphs'));
    expect(composed.filter((name) => name !== 'gateway').sort()).toEqual(folders('subgraphs'));
  });

  it('declares the same event tables in every database', () => {
    const tables = folders('prisma').map((name) => text(`prisma/${name}/schema.prisma`).split('/// An event this service caused')[1]);
    expect(new Set(tables).size).toBe(1);
  });

  it('has a lock file that is whole for every platform (node scripts/complete-lock.mjs)', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { version?: string; optionalDependencies?: Record<string, string> }>;
    };
    const binaries = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies).flatMap(([name, range]) => (/^\d/.test(range) ? [{ path, name }] : [])),
    );
    const missing = binaries.filter(
      ({ path, name }) => !packages[`${path}/node_modules/${name}`]?.version && !packages[`node_modules/${name}`]?.version,
    );
    expect(missing).toEqual([]);
  });

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
