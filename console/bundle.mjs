// Makes what the gateway serves at its root: one script and one style sheet, named by their content, each also compressed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { operationFiles } from '../scripts/saved-operations.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** The documents as they are written, each with the variables that lie beside it. */
const savedOperations = () =>
  operationFiles().map((file) => {
    const variables = join(root, file.replace(/\.graphql$/, '.variables.json'));
    return {
      feature: basename(dirname(file)),
      name: basename(file, '.graphql'),
      document: readFileSync(join(root, file), 'utf8'),
      ...(existsSync(variables) ? { variables: JSON.parse(readFileSync(variables, 'utf8')) } : {}),
    };
  });

/** `import saved from 'saved-operations'`: the project's named operations, as data. */
const operationsPlugin = {
  name: 'saved operations',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^saved-operations$/ }, () => ({ path: 'saved-operations', namespace: 'operations' }));
    onLoad({ filter: /.*/, namespace: 'operations' }, () => ({ contents: JSON.stringify(savedOperations()), loader: 'json' }));
  },
};

export async function bundle(folder) {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: [join(here, 'src/main.tsx')],
    outdir: folder,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Its source: the bundle is made before anything is compiled.
    alias: { '@ejazz/client': join(root, 'packages/client/src') },
    define: { 'process.env.NODE_ENV': '"production"', 'globalThis.process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    metafile: true,
    plugins: [operationsPlugin],
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.outputs).map((path) => basename(path));
  for (const file of files) compress(join(folder, file));
  const named = (end) => files.find((file) => file.endsWith(end));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ script: named('.js'), style: named('.css'), files }));
}

function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}
