// npm run db:prisma -- <service> <arguments of prisma>: the Prisma CLI on one service's database, without downloads.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace.mjs';
import { chosen, explained, main, withDatabases } from './databases.mjs';

await main(async ([service, ...args]) => {
  if (!service || args.length === 0) throw explained('Usage: npm run db:prisma -- <service> migrate status');
  process.exitCode = await withDatabases(chosen([service]), (urls) => {
    const env = { ...process.env, EJAZZ_SERVICE: service, [`DATABASE_URL_${service.toUpperCase()}`]: urls[service] };
    const child = spawn(join(root, 'node_modules/.bin/prisma'), [...args, '--config', 'prisma/prisma.config.ts'], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    return new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  });
});
