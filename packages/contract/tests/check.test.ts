import { checkChange, type Edit } from './graph';

const removed: Edit = ['posts', '  "How many like it."\n  likeCount: Int!\n', ''];
const exception = { allow: 'FIELD_REMOVED Post.likeCount', reason: 'Nobody shows it', approvedBy: 'the app team', until: '2026-06-01' };

describe('the schema check', () => {
  it('passes a graph that is as it was', async () => {
    const report = await checkChange([]);
    expect(report).toMatchObject({ ok: true, faults: [], hints: [], lint: [], changes: [], documents: [], idleExceptions: [] });
    expect(report.clients).toEqual([
      { name: 'operations', documents: 3 },
      { name: 'app 4.0', documents: 1 },
    ]);
  });

  it('tells of subgraphs that do not compose, with file and line', async () => {
    const { ok, faults } = await checkChange([['people', '  bio: String!', '  bio: String!\n  latestPosts: Int']]);
    expect(ok).toBe(false);
    const places = [
      { file: 'people.graphql', line: 30, column: 3 },
      { file: 'posts.graphql', line: 76, column: 3 },
    ];
    expect(faults.map(({ code, places }) => ({ code, places }))).toEqual([
      { code: 'FIELD_TYPE_MISMATCH', places },
      { code: 'INVALID_FIELD_SHARING', places },
    ]);
  });

  it('tells of a schema that is no GraphQL, with file and line', async () => {
    const { ok, faults } = await checkChange([['posts', '  word: String!', '  word:']]);
    expect(ok).toBe(false);
    expect(faults).toEqual([expect.objectContaining({ code: 'INVALID_GRAPHQL', places: [{ file: 'posts.graphql', line: 22, column: 1 }] })]);
  });

  it('tells hints of the composition with file and line, and passes', async () => {
    const { ok, hints } = await checkChange([['posts', '"A person."', '"Someone."']]);
    expect(ok).toBe(true);
    expect(hints).toEqual([
      expect.objectContaining({
        code: 'INCONSISTENT_DESCRIPTION',
        places: expect.arrayContaining([expect.objectContaining({ file: 'posts.graphql' })]),
      }),
    ]);
  });

  it('says where a change is written, or what it was taken from', async () => {
    const { changes } = await checkChange([removed, ['people', '  bio: String!', '  bio: String']]);
    expect(changes.map(({ path, place }) => [path, place])).toEqual([
      ['Person.bio', { file: 'people.graphql', line: 29, column: 3 }],
      ['Post.likeCount', { file: 'posts.graphql', line: 59, column: 6 }],
    ]);
  });

  it('tells of an operation that asks for what there never was', async () => {
    const document = { client: 'operations', file: 'operations/New.graphql', text: 'query New {\n  nothing\n}', linesOfFile: true };
    const { ok, documents } = await checkChange([], { documents: [document] });
    expect(ok).toBe(false);
    expect(documents).toEqual([
      {
        client: 'operations',
        operations: ['New'],
        message: 'Cannot query field "nothing" on type "Query".',
        place: { file: 'operations/New.graphql', line: 2, column: 3 },
      },
    ]);
  });

  it('leaves a client alone that was broken before', async () => {
    const document = { client: 'app 1.0', file: 'app@1.0.json', text: '{ nothing }', linesOfFile: false };
    expect((await checkChange([], { documents: [document] })).ok).toBe(true);
  });

  it('does not count what was last asked for before the days that count', async () => {
    const edits: Edit[] = [['posts', '  "How many shared it."\n  shareCount: Int!\n', '']];
    expect((await checkChange(edits, { days: 3 })).ok).toBe(false);
    expect((await checkChange(edits, { days: 2 })).ok).toBe(true);
  });

  it('counts whoever asked for a field of a type that goes', async () => {
    const edits: Edit[] = [
      ['posts', 'union SearchResult = Post | Tag', 'union SearchResult = Post'],
      ['posts', '"A word that posts share."\ntype Tag {\n  "The word."\n  word: String!\n}\n', ''],
    ];
    const usage = {
      version: 1 as const,
      since: '2026-01-01T00:00:00Z',
      clients: [{ name: 'kiosk', version: '1.2', fields: { 'Tag.word': { count: 3, lastSeen: '2026-05-31T00:00:00Z' } } }],
    };
    const { changes } = await checkChange(edits, { documents: [], usage });
    expect(changes.map(({ verdict, code, recorded }) => [verdict, code, recorded.map(({ client }) => client)])).toEqual([
      ['fails', 'TYPE_REMOVED', ['kiosk 1.2']],
      ['fails', 'UNION_MEMBER_REMOVED', ['kiosk 1.2']],
    ]);
  });
});

describe('an exception', () => {
  it('lets a change pass up to its last day', async () => {
    const { ok, changes } = await checkChange([removed], { exceptions: [exception] });
    expect(ok).toBe(true);
    expect(changes).toEqual([expect.objectContaining({ verdict: 'approved', exception })]);
  });

  it('excuses nothing after its last day', async () => {
    const { ok, changes } = await checkChange([removed], { exceptions: [exception], now: new Date('2026-06-02T00:00:00Z') });
    expect(ok).toBe(false);
    expect(changes).toEqual([expect.objectContaining({ verdict: 'fails', exception })]);
  });

  it('excuses no other change', async () => {
    const { ok, idleExceptions } = await checkChange([removed], { exceptions: [{ ...exception, allow: 'FIELD_REMOVED Post.text' }] });
    expect(ok).toBe(false);
    expect(idleExceptions).toHaveLength(1);
  });

  it('lets what is against a rule pass', async () => {
    const edits: Edit[] = [['posts', '  "The word."\n  word', '  word']];
    expect((await checkChange(edits)).ok).toBe(false);
    expect((await checkChange(edits, { exceptions: [{ ...exception, allow: 'DESCRIPTION Tag.word' }] })).ok).toBe(true);
  });

  it('is told of when nothing needs it', async () => {
    const { ok, idleExceptions } = await checkChange([], { exceptions: [exception] });
    expect(ok).toBe(true);
    expect(idleExceptions).toEqual([exception]);
  });
});
