import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createTestDatabase } from '@ejazz/testing/postgres/test-database';
import { testFolder } from '@ejazz/testing/postgres/test-folder';

const run = promisify(execFile);
const root = join(__dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = testFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

const schema = (moods: string) => `
generator client {
  provider = "prisma-client"
  output   = "./generated"
}
datasource db {
  provider = "postgresql"
}
enum Mood {
  ${moods}
}
model Thing {
  id     String @id
  tags   String[]
  seq    BigInt @default(autoincrement())
  mood   Mood
  search Unsupported("tsvector")?
  @@index([search], type: Gin)
}
`;

test('db:new writes what schema.prisma has and the migrations lack, and nothing when they agree', async () => {
  const service = join(folder, 'thing');
  mkdirSync(service);
  const author = async (name: string) =>
    (await run('node', ['scripts/db/new.mjs', 'thing', name, '--folder', service], { cwd: root, env: { ...process.env, EJAZZ_DATA_DIR: folder } }))
      .stdout;
  const written = () =>
    readdirSync(join(service, 'migrations'))
      .filter((name) => name.includes('_') && !name.includes('.'))
      .sort();

  writeFileSync(join(service, 'schema.prisma'), schema('HAPPY'));
  expect(await author('first')).toContain('_first/migration.sql is written');
  expect(await author('again')).toContain('The migrations match schema.prisma already.');
  writeFileSync(join(service, 'schema.prisma'), schema('HAPPY\n  SAD'));
  await author('More moods');
  expect(written()).toEqual([expect.stringMatching(/^\d{14}_first$/), expect.stringMatching(/^\d{14}_more_moods$/)]);
  expect(readFileSync(join(service, 'migrations', written()[1] ?? '', 'migration.sql'), 'utf8')).toBe(
    `-- AlterEnum\nALTER TYPE "Mood" ADD VALUE 'SAD';\n`,
  );
}, 60_000);

test("what the services apply at start, Prisma's own CLI finds in sync", async () => {
  const database = await createTestDatabase('post');
  const env = { ...process.env, EJAZZ_SERVICE: 'post', DATABASE_URL_POST: database.url, CHECKPOINT_DISABLE: '1' };
  const { stdout } = await run('node_modules/.bin/prisma', ['migrate', 'status', '--config', 'prisma/prisma.config.ts'], { cwd: root, env });
  expect(stdout).toContain('Database schema is up to date!');
  await database.drop();
}, 60_000);
