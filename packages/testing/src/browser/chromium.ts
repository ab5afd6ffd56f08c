import { spawnSync } from 'node:child_process';

/** Where Debian keeps it; CHROMIUM names another. */
const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';

let version: string | undefined | null = null;

/** Version of the Chromium on this machine; undefined when there is none. */
export function chromiumVersion(): string | undefined {
  if (version === null) version = /Chromium ([\d.]+)/.exec(spawnSync(executable, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  return version;
}

/** Why tests in a browser cannot run here. CI has to have one: there it is a failure and not a gap. */
export function chromiumMissing(): string | undefined {
  if (chromiumVersion()) return undefined;
  const reason = `${executable} is not installed (Debian: apt-get install chromium)`;
  if (process.env.CI === 'true') throw new Error(`Tests in a browser have to run in CI, but ${reason}.`);
  return reason;
}

/** For Playwright's `launch`: no name but this machine's has an address, and Chromium does not look for hosts of its maker at every start. */
export const chromiumLaunch = {
  executablePath: executable,
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
  ],
};
