import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';

export interface Started {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  /** Resolves with the output so far once the text has been printed; rejects when the process ends before. */
  readonly printed: (text: string) => Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** What `npm start` runs after the build. */
export function start(env: Record<string, string>, flags: readonly string[] = []): Started {
  const child = spawn(process.execPath, [join(projectRoot, 'packages/launcher/dist/main.js'), ...flags], {
    cwd: projectRoot,
    env: { ...process.env, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      text += chunk;
      for (const check of waiting) check();
    });
  }
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
  const printed = (wanted: string) =>
    new Promise<string>((resolve, reject) => {
      const check = () => {
        if (!text.includes(wanted)) return;
        waiting.delete(check);
        resolve(text);
      };
      waiting.add(check);
      check();
      void ended.then((how) => reject(new Error(`Ended with ${how} before "${wanted}":\n${text}`)));
    });
  return { child, output: () => text, printed, ended };
}

/** The first of six ports in a row that nobody listens on. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 30_000);
    const all = await Promise.all(Array.from({ length: 6 }, (_, offset) => isFree(first + offset)));
    if (all.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
