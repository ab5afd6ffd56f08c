import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { provisionDatabase } from '@ejazz/platform/database/provision';
import { ExplainedError } from '@ejazz/platform/lifecycle/explained-error';
import { serviceNames } from '../services/service-names';

/** One database a service, and the bus that carries queues and live hints between them. */
export const databaseNames = [...serviceNames, 'bus'] as const;
export type DatabaseName = (typeof databaseNames)[number];
export type DatabaseUrls = Readonly<Record<DatabaseName, string>>;

/** Makes database and role `ejazz_<name>` for each, and returns their addresses. Every service reaches the bus by the bus's own role. */
export async function provisionServices(adminUrl: string, passwordsFile: string): Promise<DatabaseUrls> {
  const passwords = providePasswords(passwordsFile);
  await Promise.all(
    databaseNames.map((name) => provisionDatabase(adminUrl, { database: `ejazz_${name}`, role: `ejazz_${name}`, password: passwords[name] })),
  );
  return databaseUrls(adminUrl, passwordsFile);
}

/** Their addresses on a server that has them already. */
export function databaseUrls(adminUrl: string, passwordsFile: string): DatabaseUrls {
  const passwords = providePasswords(passwordsFile);
  const urls = databaseNames.map((name) => {
    const owned = `ejazz_${name}`;
    return [name, Object.assign(new URL(adminUrl), { username: owned, password: passwords[name], pathname: `/${owned}` }).href] as const;
  });
  return Object.fromEntries(urls) as DatabaseUrls;
}

/** Random, one a role, kept where only the owner reads them. */
function providePasswords(file: string): Readonly<Record<DatabaseName, string>> {
  const known = readPasswords(file);
  const missing = databaseNames.filter((name) => !known[name]);
  const passwords = { ...known, ...Object.fromEntries(missing.map((name) => [name, randomBytes(24).toString('base64url')])) };
  if (missing.length > 0) {
    writeFileSync(`${file}.draft`, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  }
  return passwords as Record<DatabaseName, string>;
}

function readPasswords(file: string): Partial<Record<DatabaseName, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<DatabaseName, string>>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new ExplainedError(`${file} is not readable as JSON. Restore it, or delete it: new passwords are given to the roles then.`, {
      cause: error,
    });
  }
}
