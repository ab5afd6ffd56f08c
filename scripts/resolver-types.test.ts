import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '..');

const schema = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

type Query {
  "A plant by its id."
  plant("Its id." id: ID!): Plant
  "How many there are, and when they were counted."
  census: Census!
}

"A plant in the garden."
type Plant @key(fields: "id") {
  id: ID!
  name: String!
  height: Int!
  sort: String!
}

"A count at one time."
type Census {
  plants: Int!
  year: Int!
}
`;

const models = `
export interface PlantModel {
  readonly id: string;
  readonly name: string;
  /** Not what the schema says it is. */
  readonly height: string;
}
`;

const plant = `const plant = { id: 'a', name: 'oak', height: '10 m' };`;
const query = 'Query: { plant: () => plant, census: () => ({ plants: 1, year: 2026 }) }';
const reference = '__resolveReference: () => plant';
const height = 'height: (of) => Number.parseInt(of.height, 10)';
const sort = `sort: () => 'tree'`;

/** Resolver maps by what they lack. */
const maps = {
  nothing: `{ ${query}, Plant: { ${reference}, ${height}, ${sort} } }`,
  'a field that the model does not have': `{ ${query}, Plant: { ${reference}, ${height} } }`,
  'a field that the model has as something else': `{ ${query}, Plant: { ${reference}, ${sort} } }`,
  'the entity by its key': `{ ${query}, Plant: { ${height}, ${sort} } }`,
  'a whole type': `{ ${query} }`,
  'a field of Query': `{ Query: { plant: () => plant }, Plant: { ${reference}, ${height}, ${sort} } }`,
  'a field of a type without a model, where it is made': `{ Query: { plant: () => plant, census: () => ({ plants: 1 }) }, Plant: { ${reference}, ${height}, ${sort} } }`,
} as const;

const files = new Map(Object.entries(maps).map(([lack, map], index) => [lack, { name: `map-${index}.ts`, map }]));
let faults: string;
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ejazz-resolver-types-')));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  write('schema.graphql', schema);
  write('src/models.ts', models);
  write('src/context.ts', 'export type Context = object;\n');
  for (const { name, map } of files.values()) {
    write(
      `src/${name}`,
      `import type { SubgraphResolvers } from './generated/graphql';\n${plant}\nexport const resolvers: SubgraphResolvers = ${map};\n`,
    );
  }
  const compilerOptions = { composite: false, incremental: false, noEmit: true };
  write('tsconfig.json', JSON.stringify({ extends: join(root, 'tsconfig.base.json'), compilerOptions, include: ['src'] }));
  const script = `import { generateResolverTypes } from ${JSON.stringify(pathToFileURL(join(root, 'scripts/resolver-types.mjs')).href)};
    await generateResolverTypes(${JSON.stringify(folder)});`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  faults = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' }).stdout;
});
afterAll(() => rmSync(folder, { recursive: true }));

const faultsOf = (lack: keyof typeof maps) => faults.split(/\n(?=\S)/).filter((fault) => fault.includes(`/${files.get(lack)?.name}(`));

test('a resolver map that answers every field compiles; what the model answers needs no resolver', () => {
  expect(faultsOf('nothing')).toEqual([]);
  expect(faults.match(/error TS/g)).toHaveLength(files.size - 1);
});

test.each([
  ['a field that the model does not have', 'sort'],
  ['a field that the model has as something else', 'height'],
  ['the entity by its key', '__resolveReference'],
  ['a whole type', 'Plant'],
  ['a field of Query', 'census'],
  ['a field of a type without a model, where it is made', 'year'],
] as const)('a resolver map that lacks %s does not compile, and the compiler names %s', (lack, name) => {
  expect(faultsOf(lack)).toEqual([expect.stringContaining(name)]);
});
