// npm writes no lock entry for a platform's binary that the registry in use does not serve, and then `npm ci` refuses the lock.
// Adds what the packages themselves declare, so that the locks are whole for every platform. Run after each change of dependencies.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './workspace.mjs';

const locks = ['package-lock.json', 'examples/web/package-lock.json'].map((path) => join(root, path));
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Entries that optional dependencies of the lock's packages name and the lock does not have. */
export function missingEntries({ packages }) {
  const missing = {};
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const version = /^[~^]?(\d+\.\d+\.\d+.*)$/.exec(range)?.[1];
      const known = [`${path}/node_modules/${name}`, `node_modules/${name}`].some((place) => packages[place]?.version);
      if (known || !version) continue;
      missing[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
    }
  }
  return missing;
}

/** Where a binary package runs, told by its name: npm leaves it alone elsewhere. */
function platformOf(name) {
  const words = name.replace('linuxmusl', 'linux').split(/[-/]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  const libc = /musl/.test(name) ? ['musl'] : /gnu/.test(name) ? ['glibc'] : [];
  return Object.fromEntries(Object.entries({ cpu, os, libc: os.includes('linux') ? libc : [] }).filter(([, values]) => values.length > 0));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const file of locks) {
    const lock = JSON.parse(readFileSync(file, 'utf8'));
    const missing = missingEntries(lock);
    const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
    console.log(`${Object.keys(missing).length} entries added to ${relative(root, file)}`);
  }
}
