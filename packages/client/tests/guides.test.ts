import { execFile, execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreatePostDocument, HomeFeedDocument, SignUpDocument } from '@ejazz/client/documents';
import { createFetchClient } from '@ejazz/client/fetch';
import { createSession } from '@ejazz/client/session';
import { demoPassword } from '@ejazz/demo/world';
import { projectRoot } from '@ejazz/launcher/project-root';
import { eventually } from '@ejazz/testing/eventually';
import { startHouse, type TestHouse } from '@ejazz/testing/house';

const guides = join(projectRoot, 'docs/guides');
// Inside the project, so that what the guides import is found as anybody's import is.
const folder = join(projectRoot, 'node_modules/.cache/guides');
const password = 'a password nobody would guess';
const people = { ann: 'Ann Okafor', ben: 'Ben Lindqvist' };

const blocks = (page: string, language: string, from = guides) =>
  [...readFileSync(join(from, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);
/** Pages whose snippets, in order, are one program; what it writes stands below them. */
const programs = readdirSync(guides).filter((page) => blocks(page, 'ts').length > 0);
const nameOf = (page: string) => page.replace('.md', '');

let house: TestHouse;

beforeAll(async () => {
  house = await startHouse();
  for (const [username, displayName] of Object.entries(people)) {
    const session = createSession({ url: house.url });
    const client = createFetchClient({ url: house.url, session });
    const input = { username, displayName, email: `${username}@example.org`, password };
    const { signUp } = await client.data(SignUpDocument, { input });
    if (!signUp.tokens) throw new Error(signUp.userErrors[0]?.message);
    session.start(signUp.tokens);
    for (let count = 1; count <= 5; count += 1) await client.data(CreatePostDocument, { input: { text: `Note ${count} of ${displayName}` } });
    await eventually(async () => expect((await client.data(HomeFeedDocument)).viewer?.homeFeed?.edges).toHaveLength(5));
  }
  compile();
});
afterAll(() => house.remove());

/** Each page as one module, checked by the compiler. */
function compile(): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const page of programs) writeFileSync(join(folder, `${nameOf(page)}.mts`), blocks(page, 'ts').join('\n'));
  const compilerOptions = {
    target: 'es2022',
    module: 'node20',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    skipLibCheck: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.mts'] }));
  execFileSync(join(projectRoot, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8', stdio: 'pipe' });
}

/** Runs a program against this house, and gives what it writes. */
async function run(program: string): Promise<string> {
  const file = join(folder, `run-${randomUUID()}.mjs`);
  writeFileSync(file, program.replaceAll('http://127.0.0.1:4000/graphql', house.url).replaceAll(demoPassword, password));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file]);
  return stdout + stderr;
}

it('has the guides that a front end begins with', () => {
  expect(programs.map(nameOf)).toEqual(
    expect.arrayContaining(['authentication', 'caching', 'errors', 'first-query', 'pagination', 'subscriptions', 'uploads']),
  );
});

it.each(programs)('%s does what it says', async (page) => {
  const program = readFileSync(join(folder, `${nameOf(page)}.mjs`), 'utf8');
  expect(await run(program)).toBe(blocks(page, 'text').join(''));
});

test('the typed operation of the README answers', async () => {
  const [program = ''] = blocks('README.md', 'js', projectRoot);
  expect(await run(program)).toMatch(/^Ann Okafor wrote: .+\n$/);
});
