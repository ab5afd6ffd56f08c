import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';

const folder = join(projectRoot, 'examples/web');
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Why the page cannot be built here. CI installs what it needs: there it is a failure and not a gap. */
export function exampleMissing(): string | undefined {
  if (existsSync(join(folder, 'node_modules/vite'))) return undefined;
  const reason = 'the example is not installed (npm --prefix examples/web ci)';
  if (process.env.CI === 'true') throw new Error(`Tests of the example page have to run in CI, but ${reason}.`);
  return reason;
}

export interface ServedPage {
  readonly url: string;
  stop(): Promise<void>;
}

/** The example page, built for the given endpoint and served as files are. */
export async function serveExample(endpoint: string): Promise<ServedPage> {
  const out = await mkdtemp(join(tmpdir(), 'ejazz-example-'));
  const vite = join(folder, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--outDir', out, '--emptyOutDir', '--logLevel', 'error'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, VITE_EJAZZ_URL: endpoint, NODE_ENV: 'production' },
  });
  if (built.status !== 0) throw new Error(`The example does not build:\n${built.stdout}${built.stderr}`);
  const server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    try {
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(await readFile(join(out, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await rm(out, { recursive: true, force: true });
    },
  };
}
