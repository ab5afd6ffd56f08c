import { type ChildProcess, spawn } from 'node:child_process';
import { projectRoot } from '@ejazz/launcher/project-root';

/** A Node process of the project whose output is kept. */
export interface WatchedProcess {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  readonly output: () => string;
  /** Resolves with the output so far once the text has been printed; rejects when the process ends before. */
  readonly printed: (text: string) => Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export type Variables = Readonly<Record<string, string>>;

/** `node <args>` in the project's folder or another, with these variables and no others of Ejazz. */
export function startNode(args: readonly string[], env: Variables, folder = projectRoot): WatchedProcess {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...plainEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
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

/** What a shell has, without settings that whoever runs the tests may have set. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}
