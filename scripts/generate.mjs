// Generates what git does not keep: Prisma clients, resolver types, typed documents of the client, the manifest of trusted documents, the
// console's bundle. Work whose inputs have not changed is skipped.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { operationFiles } from './saved-operations.mjs';
import { manifestFolder, writeManifest } from './trusted-documents.mjs';
import { fingerprint, root, run, subgraphs } from './workspace.mjs';

/** Runs `make` unless the stamp beside its output says that these inputs were used already. */
async function once(name, target, inputs, make) {
  const stamp = join(root, target, '.inputs');
  const now = fingerprint([...inputs, 'package-lock.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  mkdirSync(join(root, target), { recursive: true });
  await make();
  writeFileSync(stamp, now);
  console.log(`generated ${name}`);
}

function prismaClient(name) {
  const schema = `prisma/${name}/schema.prisma`;
  return once(`Prisma client of ${name}`, `subgraphs/${name}/src/generated/prisma`, [schema], () =>
    run('prisma', ['generate', '--schema', schema, '--no-hints'], {
      // Generating needs no schema engine; naming any executable keeps the CLI from downloading one.
      env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    }),
  );
}

function resolverTypes(name) {
  const schema = `subgraphs/${name}/schema.graphql`;
  const inputs = [schema, `subgraphs/${name}/src/models.ts`, 'scripts/resolver-types.mjs'];
  return once(`resolver types of ${name}`, `subgraphs/${name}/src/generated/graphql`, inputs, async () => {
    const { generateResolverTypes } = await import('./resolver-types.mjs');
    await generateResolverTypes(join(root, 'subgraphs', name));
  });
}

function typedClient() {
  const scripts = ['saved-operations', 'client/generate', 'client/documents', 'client/schema-facts', 'client/error-codes'];
  const inputs = ['supergraph.graphql', 'docs/errors.md', ...scripts.map((name) => `scripts/${name}.mjs`), ...operationFiles()];
  return once('typed documents of the client', 'packages/client/src/generated', inputs, async () => {
    const { generateClient } = await import('./client/generate.mjs');
    await generateClient();
  });
}

function trustedDocuments() {
  const inputs = ['scripts/saved-operations.mjs', 'scripts/trusted-documents.mjs', ...operationFiles()];
  return once('manifest of trusted documents', manifestFolder, inputs, writeManifest);
}

const filesIn = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)));

function consoleBundle() {
  const inputs = [...filesIn('console/src'), ...filesIn('operations'), ...filesIn('packages/client/src'), 'console/bundle.mjs'];
  const target = 'gateway/dist/console-app';
  return once('the console', target, inputs, async () => {
    const { bundle } = await import('../console/bundle.mjs');
    await bundle(join(root, target));
  });
}

export async function generate() {
  const waiting = subgraphs.filter((name) => existsSync(join(root, `prisma/${name}/schema.prisma`))).map((name) => () => prismaClient(name));
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all([
    worker(),
    worker(),
    typedClient().then(consoleBundle),
    trustedDocuments(),
    ...subgraphs.filter((name) => existsSync(join(root, `subgraphs/${name}/schema.graphql`))).map(resolverTypes),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await generate();
