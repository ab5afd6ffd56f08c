// For .ci/run. Runs the commands of the Dockerfile's last stages without a container: what they install and copy suffices to start every process.
// Half a minute of npm, too slow for every test run. It wants a finished build.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root, subgraphs } from '../workspace.mjs';

const secret = 's'.repeat(32);
const app = mkdtempSync(join(tmpdir(), 'ejazz-runtime-stage-'));

/** Name -> instructions of each stage. */
function readStages() {
  const text = readFileSync(join(root, 'Dockerfile'), 'utf8')
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', '');
  const stages = new Map();
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [name, ...words] = line.split(/\s+/);
    if (name === 'FROM') stages.set(words[2], []);
    else [...stages.values()].at(-1).push({ name, words, text: words.join(' ') });
  }
  return stages;
}

/** The build stage's files are the checkout's own; those of the dependencies stage are in `app` already. */
function copy(words) {
  const from = words.find((word) => word.startsWith('--from='));
  const paths = words.filter((word) => !word.startsWith('--'));
  if (from === '--from=dependencies') return;
  const target = paths.pop();
  for (const path of paths) {
    const source = from ? path.replace('/app/', '') : path;
    const into = target.endsWith('/') ? join(app, target, source.split('/').at(-1)) : join(app, target);
    mkdirSync(dirname(into), { recursive: true });
    cpSync(join(root, source), into, { recursive: true });
  }
}

const environment = { PATH: process.env.PATH, HOME: process.env.HOME };

function run(command, args, expected, env = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: app, encoding: 'utf8', env: { ...environment, ...env } });
  const output = `${stdout}${stderr}`;
  if (!expected(status, output)) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${output}`);
  return output;
}

/** It needs no database: it becomes healthy, and ends when told. */
async function runGateway() {
  const env = { VIEWER_SECRET: secret, PORT: '46300', LOG_LEVEL: 'silent' };
  const gateway = spawn('node', ['gateway/dist/main.js'], { cwd: app, env: { ...environment, ...env }, stdio: 'inherit' });
  const ended = new Promise((resolve) => gateway.once('exit', resolve));
  const healthy = () => spawnSync('node', ['scripts/healthy.mjs'], { cwd: app, env: { ...environment, ...env } }).status === 0;
  while (gateway.exitCode === null && !healthy());
  gateway.kill('SIGTERM');
  if ((await ended) !== 0) throw new Error('The gateway did not become healthy and end with 0.');
}

try {
  const stages = readStages();
  for (const stage of ['manifests', 'dependencies', 'runtime']) {
    for (const { name, words, text } of stages.get(stage)) {
      if (name === 'COPY') copy(words);
      if (name === 'RUN' && stage === 'dependencies') run('sh', ['-c', text], (status) => status === 0);
    }
  }
  const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing';
  const settings = { DATABASE_URL: nowhere, BUS_URL: nowhere, VIEWER_KEY: secret, MEDIA_SECRET: secret };
  // The database comes after code, schema and migrations: a service that misses that alone has found all of them.
  for (const name of subgraphs) {
    run('node', [`subgraphs/${name}/dist/main.js`], (status, output) => status === 1 && output.includes('nothing answers there'), settings);
  }
  await runGateway();
  run('node', ['scripts/migrate.mjs'], (status, output) => status === 1 && output.startsWith('The settings are not usable:'));
  run('node', ['scripts/secrets.mjs'], (status, output) => status === 0 && /^VIEWER_SECRET=.{43}$/m.test(output));
  run('node', ['scripts/events.mjs', 'catalogue'], (status) => status === 0);
  const [megabytes] = run('du', ['-sm', '.'], (status) => status === 0).split('\t');
  console.log(`the image's own files: ${megabytes} MB; every process starts from them`);
} finally {
  rmSync(app, { recursive: true, force: true });
}
