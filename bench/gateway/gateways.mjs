import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/workspace.mjs';
import { startNode } from './processes.mjs';

const peers = `${root}/bench/gateway/peers`;

/** Installed by the bench into a folder of its own, never with the project. */
const packages = [
  '@apollo/gateway@2.14.4',
  '@apollo/server@5.5.1',
  '@graphql-hive/gateway@2.15.1',
  '@graphql-hive/router-runtime@1.4.23',
  'graphql@16.12.0',
  'jsonwebtoken@9.0.3',
];

export function installPeers() {
  if (existsSync(`${peers}/node_modules/@graphql-hive/router-runtime`)) return;
  console.log('installing the peers …');
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', '--prefix', peers, ...quiet, ...packages], { cwd: peers, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Nothing is counted against anybody; what is looked at in every document is looked at once, and costs nothing from then on. */
const unprotected = { RATE_LIMITS: 'off' };

/** The gateways before the same subgraphs. */
export async function startGateways(answersPort, only) {
  const folder = mkdtempSync(join(tmpdir(), 'ejazz-bench-gateway-'));
  const supergraph = join(folder, 'supergraph.graphql');
  const sdl = readFileSync(`${root}/supergraph.graphql`, 'utf8');
  writeFileSync(
    supergraph,
    sdl.replace(
      /@join__graph\(name: "(\w+)", url: "[^"]*"\)/g,
      (_, name) => `@join__graph(name: "${name}", url: "http://127.0.0.1:${answersPort}/${name}")`,
    ),
  );
  const settings = {
    SUPERGRAPH: supergraph,
    JWKS_URL: `http://127.0.0.1:${answersPort}/jwks.json`,
    APOLLO_TELEMETRY_DISABLED: '1',
  };
  const ours = {
    LOG_LEVEL: 'warn',
    VIEWER_SECRET: 'a secret of the bench that is long enough',
    REVOCATIONS_URL: `http://127.0.0.1:${answersPort}/revoked`,
  };
  const startOurs = async (more, flags) =>
    startNode([...flags, `${root}/bench/gateway/ejazz.mjs`], { ...settings, ...ours, ...more, PORT: String(await freePort()) });
  const starts = {
    'stock Apollo': () => startNode([`${peers}/stock.mjs`], settings),
    'Hive, JavaScript': () => startNode([`${peers}/hive.mjs`], settings),
    'Hive, Rust planner': () => startNode([`${peers}/hive.mjs`, 'rust'], settings),
    Ejazz: () => startOurs({}, profiling()),
    'Ejazz, unprotected': () => startOurs(unprotected, []),
  };
  const wanted = Object.entries(starts).filter(([name]) => only.length === 0 || only.some((part) => name.includes(part)));
  const started = Object.fromEntries(await Promise.all(wanted.map(async ([name, start]) => [name, await start()])));
  return {
    started,
    async stop() {
      await Promise.all(Object.values(started).map((gateway) => gateway.stop()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** `PROFILE=folder` writes a CPU profile of ours. */
const profiling = () => (process.env.PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.PROFILE}`] : []);

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
