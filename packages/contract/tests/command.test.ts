import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck } from '@ejazz/contract/check/command';
import type { CheckReport } from '@ejazz/contract/check/report';
import { composeFile } from '@ejazz/gateway/supergraph/compose';

const graph = join(__dirname, 'graph');
const yaml = ['people', 'posts']
  .map((name) => `  ${name}:\n    routing_url: http://${name}.test/graphql\n    schema:\n      file: ${name}.graphql\n`)
  .join('');

describe('npm run schema:check', () => {
  let root: string;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'tag.gpgSign=false', ...args], { cwd: root, stdio: 'pipe' });
  const edit = (file: string, from: string, to: string) => {
    const path = join(root, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
  };
  const commit = (message: string) => {
    writeFileSync(join(root, 'supergraph.graphql'), composeFile(join(root, 'supergraph.yaml')));
    git('add', '--all');
    git('commit', '--quiet', '--no-gpg-sign', '--message', message);
  };
  const run = async (...args: string[]) => {
    let output = '';
    const code = await runCheck(args, { root, inGithub: false, write: (text) => (output += text) });
    return { code, output };
  };
  const report = async (...args: string[]) => JSON.parse((await run('--format', 'json', ...args)).output) as CheckReport;
  const removeText = () => edit('posts.graphql', '  "What it says."\n  text: String!\n  "How', '  "How');

  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ejazz-schema-check-')));
  const first = join(folder, 'first');

  beforeAll(() => {
    root = first;
    cpSync(graph, root, { recursive: true });
    writeFileSync(join(root, 'supergraph.yaml'), `subgraphs:\n${yaml}`);
    git('init', '--quiet', '--initial-branch=main');
    commit('first');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeEach(() => {
    root = mkdtempSync(join(folder, 'checkout-'));
    cpSync(first, root, { recursive: true });
  });

  it('compares with the last commit where there is no origin and no release', async () => {
    expect((await report()).base).toMatch(/^HEAD \([0-9a-f]{7}\)$/);
  });

  it('compares with the last release where there is no origin', async () => {
    git('tag', 'v1.0.0');
    removeText();
    commit('breaking');
    const { base, ok } = await report();
    expect(base).toMatch(/^v1\.0\.0 /);
    expect(ok).toBe(false);
  });

  it('compares with what is shared with origin/main, whatever has come there since', async () => {
    git('tag', 'v1.0.0');
    git('branch', 'topic');
    edit('people.graphql', '  nickname: String\n', '  nickname: String\n  "New."\n  age: Int\n');
    commit('somebody else adds a field');
    git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    git('checkout', '--quiet', 'topic');
    const { base, changes } = await report();
    expect(base).toMatch(/^origin\/main /);
    expect(changes).toEqual([]);
    expect((await report('--base', 'origin/main')).changes).toEqual([expect.objectContaining({ code: 'FIELD_REMOVED', path: 'Person.age' })]);
  });

  it('compares with a file of a supergraph, or of what clients see', async () => {
    writeFileSync(join(root, 'before.graphql'), 'type Query { gone: Int person(name: String!): Int }');
    const { base, changes } = await report('--base', 'before.graphql');
    expect(base).toBe('before.graphql');
    expect(changes).toContainEqual(expect.objectContaining({ path: 'Query.gone', verdict: 'unused' }));
    expect((await report('--base', 'supergraph.graphql')).changes).toEqual([]);
  });

  it('still counts an operation that was changed together with the schema: clients made before it send it', async () => {
    removeText();
    edit('operations/Posts.graphql', '  text\n', '');
    edit('operations/Person.graphql', '      text\n', '      id\n');
    const { ok, changes } = await report();
    expect(ok).toBe(false);
    expect(changes.flatMap(({ uses }) => uses.map(({ client, operation, line }) => `${client} ${operation} ${line}`))).toEqual([
      expect.stringMatching(/^operations of [0-9a-f]{7} Person 7$/),
      expect.stringMatching(/^operations of [0-9a-f]{7} Posts 14$/),
    ]);
  });

  it('weighs by manifests and by what was recorded', async () => {
    writeFileSync(join(root, 'old-app@0.9.json'), JSON.stringify({ abc: 'query Old { posts { nodes { shareCount } } }' }));
    edit('posts.graphql', '  "How many shared it."\n  shareCount: Int!\n', '');
    const { code, output } = await run('--client', join(root, 'old-app@0.9.json'), '--usage', join(root, 'usage.json'), '--days', '9999');
    expect(code).toBe(1);
    expect(output).toContain('breaks Old (old-app 0.9) line 1 of its document in');
    expect(output).toContain('breaks kiosk 1.2 asked for it 1,204 times, last on 2026-05-30');
  });

  it('tells people what breaks whom and where, and ends with 1', async () => {
    removeText();
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain(`Breaks clients

  Field 'text' was removed from object type 'Post'
    posts.graphql:59:6
    breaks Person (operations) operations/Person.graphql:7:7
    breaks Posts (operations) operations/Posts.graphql:14:3
    FIELD_REMOVED Post.text
`);
    expect(output).toContain('FAILS: 1 breaking, 0 dangerous, 0 safe. Weighed by 3 documents of operations.');
  });

  it('tells GitHub beside the line, with the operations that break', async () => {
    removeText();
    const { output } = await run('--format', 'github');
    expect(output).toContain(
      "::error file=posts.graphql,line=59,col=6,title=FIELD_REMOVED Post.text::Field 'text' was removed from object type 'Post'%0APerson (operations) operations/Person.graphql:7:7%0APosts (operations)",
    );
  });

  it('notes an unused removal, and ends with 0', async () => {
    edit('people.graphql', '  "Where they live."\n  city: String @deprecated(reason: "Use `bio`. Gone after 2027-06-30.")\n', '');
    const { code, output } = await run();
    expect(code).toBe(0);
    expect(output).toContain("Breaking, but nobody asks for it\n\n  Field 'city' (deprecated) was removed from object type 'Person'");
  });

  it('takes exceptions from schema-exceptions.yaml', async () => {
    removeText();
    const allow = (until: string) =>
      writeFileSync(
        join(root, 'schema-exceptions.yaml'),
        `exceptions:\n  - { allow: FIELD_REMOVED Post.text, reason: No more text, approvedBy: Ann, until: ${until} }\n`,
      );
    allow('2999-01-01');
    const approved = await run();
    expect(approved.code).toBe(0);
    expect(approved.output).toContain('until 2999-01-01, approved by Ann: No more text');
    allow('2020-01-01');
    const expired = await run();
    expect(expired.code).toBe(1);
    expect(expired.output).toContain('the exception until 2020-01-01 has expired');
  });

  it.each([
    ['an unknown base', ['--base', 'nowhere'], 'There is no file, branch, tag or commit nowhere to compare with'],
    ['an unknown format', ['--format', 'xml'], '--format is one of text, json, github, not xml'],
    ['a wrong number of days', ['--days', '0'], '--days is a whole number of days'],
    ['an unknown flag', ['--bases', 'x'], "Unknown option '--bases'"],
    ['a manifest that is not there', ['--client', 'missing.json'], 'missing.json cannot be read as JSON'],
    ['a manifest that is none', ['--client', join(graph, 'usage.json')], 'is neither a persisted query manifest'],
    ['usage that is none', ['--usage', join(graph, 'clients/app@4.0.json')], 'is not a file of recorded usage'],
  ])('refuses %s with a clear message', async (_what, args, message) => {
    await expect(run(...args)).rejects.toMatchObject({ name: 'ExplainedError', message: expect.stringContaining(message) });
  });

  it('refuses exceptions without a day or a reason', async () => {
    writeFileSync(join(root, 'schema-exceptions.yaml'), 'exceptions:\n  - { allow: FIELD_REMOVED Post.text, approvedBy: Ann, until: soon }\n');
    await expect(run()).rejects.toThrow('schema-exceptions.yaml is not of its form');
  });
});
