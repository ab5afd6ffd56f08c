import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';

/** What the build made of the console's browser code: the entry's files and all files; names change with their content. */
interface Manifest {
  readonly script: string;
  readonly style: string;
  readonly files: readonly string[];
}

const folder = join(__dirname, '../../dist/console-app');
const encodings = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/** Read whenever it is asked for: browsers keep the files, a start has no work with them, and a build is seen at once. */
export function readManifest(): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  } catch (error) {
    throw new ExplainedError('The console is not built: npm run build', { cause: error });
  }
}

/** Answers with one of its files, as small as the browser takes it; false when there is none of this name. */
export function sendAsset(name: string, request: IncomingMessage, response: ServerResponse): boolean {
  if (!readManifest().files.includes(name)) return false;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = encodings.find((each) => accepted.includes(each.name));
  const content = readFileSync(join(folder, `${name}${encoding?.suffix ?? ''}`));
  response.writeHead(200, {
    'content-type': types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    'content-length': content.length,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'accept-encoding',
    ...(encoding ? { 'content-encoding': encoding.name } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : content);
  return true;
}
