import type { Verdict } from '@ejazz/contract/check/weigh';
import { checkChange, type Edit } from './graph';

interface Prepared {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Each change that is not safe, as `verdict CODE path`. */
  readonly changes: readonly `${Verdict} ${string}`[];
  /** Who breaks, as `operation line`, or `client count` where a gateway has recorded it. */
  readonly breaks?: readonly string[];
}

const prepared: readonly Prepared[] = [
  {
    what: 'removing a field that an operation asks for',
    edits: [['posts', '  "How many like it."\n  likeCount: Int!\n', '']],
    changes: ['fails FIELD_REMOVED Post.likeCount'],
    breaks: ['Posts 15'],
  },
  {
    what: 'removing a field that nobody asks for',
    edits: [['people', '  "Where they live."\n  city: String @deprecated(reason: "Use `bio`. Gone after 2027-06-30.")\n', '']],
    changes: ['unused FIELD_REMOVED Person.city'],
  },
  {
    what: 'removing a field that only a recorded client asks for',
    edits: [['posts', '  "How many shared it."\n  shareCount: Int!\n', '']],
    changes: ['fails FIELD_REMOVED Post.shareCount'],
    breaks: ['kiosk 1.2 1204'],
  },
  {
    what: 'removing a field of the root',
    edits: [['people', 'person("The name." name: String!): Person', 'somebody("The name." name: String!): Person']],
    changes: ['fails FIELD_REMOVED Query.person'],
    breaks: ['Person 2'],
  },
  {
    what: 'adding a required argument',
    edits: [['people', 'person("The name." name: String!)', 'person("The name." name: String!, "Where." city: String!)']],
    changes: ['fails FIELD_ARGUMENT_ADDED Query.person.city'],
    breaks: ['Person 2'],
  },
  {
    what: 'adding an optional argument',
    edits: [['people', 'person("The name." name: String!)', 'person("The name." name: String!, "Where." city: String)']],
    changes: ['passes FIELD_ARGUMENT_ADDED Query.person.city'],
  },
  {
    what: 'making an argument required that some operation leaves out',
    edits: [['posts', '"At most how many." first: Int! = 20', '"At most how many." first: Int!']],
    changes: ['fails FIELD_ARGUMENT_DEFAULT_CHANGED Query.search.first'],
    breaks: ['Search 2'],
  },
  {
    what: 'removing an argument that nobody gives',
    edits: [['posts', ', "At most how many." first: Int! = 20', '']],
    changes: ['unused FIELD_ARGUMENT_REMOVED Query.search.first'],
  },
  {
    what: 'letting a field be null',
    edits: [['people', '  bio: String!', '  bio: String']],
    changes: ['fails FIELD_TYPE_CHANGED Person.bio'],
    breaks: ['Person 4'],
  },
  { what: 'promising that a field is never null', edits: [['people', '  nickname: String\n', '  nickname: String!\n']], changes: [] },
  {
    what: 'changing the type of a field',
    edits: [['posts', '  likeCount: Int!', '  likeCount: String!']],
    changes: ['fails FIELD_TYPE_CHANGED Post.likeCount'],
    breaks: ['Posts 15'],
  },
  {
    what: 'removing an enum value that an operation sends',
    edits: [['posts', '  "Most liked first."\n  TOP\n', '']],
    changes: ['fails ENUM_VALUE_REMOVED PostOrder.TOP'],
    breaks: ['Posts 2'],
  },
  {
    what: 'removing an enum value that an operation may receive',
    edits: [['people', '  "Nothing any more."\n  SUSPENDED\n', '']],
    changes: ['fails ENUM_VALUE_REMOVED Role.SUSPENDED'],
    breaks: ['Posts 18'],
  },
  {
    what: 'adding an enum value',
    edits: [['people', '  SUSPENDED\n', '  SUSPENDED\n  "Not here yet."\n  INVITED\n']],
    changes: ['passes ENUM_VALUE_ADDED Role.INVITED'],
  },
  {
    what: 'renaming a type',
    edits: [
      ['posts', 'type CreatePostPayload', 'type NewPostPayload'],
      ['posts', ': CreatePostPayload!', ': NewPostPayload!'],
    ],
    changes: ['fails TYPE_REMOVED CreatePostPayload', 'fails FIELD_TYPE_CHANGED Mutation.createPost'],
    breaks: ['CreatePost 2'],
  },
  {
    what: 'adding a required field to an input that an operation sends',
    edits: [['posts', '  language: String\n', '  language: String\n  "For whom."\n  audience: String!\n']],
    changes: ['fails INPUT_FIELD_ADDED CreatePostInput.audience'],
    breaks: ['CreatePost 1'],
  },
  {
    what: 'removing a field from an input that an operation sends',
    edits: [['posts', '  "Its language."\n  language: String\n', '']],
    changes: ['fails INPUT_FIELD_REMOVED CreatePostInput.language'],
    breaks: ['CreatePost 1'],
  },
  {
    what: 'taking a type out of a union of which a client reads it',
    edits: [['posts', 'union SearchResult = Post | Tag', 'union SearchResult = Post']],
    changes: ['fails UNION_MEMBER_REMOVED SearchResult'],
    breaks: ['Search 3'],
  },
  {
    what: 'asking for a session where none was asked for',
    edits: [['people', 'name: String!): Person', 'name: String!): Person @auth']],
    changes: ['fails AUTH_RAISED Query.person'],
    breaks: ['Person 2'],
  },
  {
    what: 'changing the key by which another subgraph is asked',
    edits: [
      ['people', 'type Person @key(fields: "id")', 'type Person @key(fields: "id name")'],
      [
        'posts',
        '"A person."\ntype Person @key(fields: "id") {',
        '"A person."\ntype Person @key(fields: "id") @key(fields: "id name") {\n  "The name."\n  name: String! @shareable',
      ],
      ['people', '  name: String!\n  "What they say', '  name: String! @shareable\n  "What they say'],
    ],
    changes: ['fails KEY_REMOVED Person'],
    breaks: ['Posts 1'],
  },
  {
    what: 'adding a type and fields',
    edits: [
      [
        'posts',
        '  author: Person\n',
        '  author: Person\n  "Where it was written."\n  place: Place\n}\n\n"A place."\ntype Place {\n  "Its name."\n  name: String!\n',
      ],
    ],
    changes: [],
  },
];

describe.each(prepared)('$what', ({ edits, changes, breaks = [] }) => {
  it(`${breaks.length > 0 ? `breaks ${breaks.join(', ')}` : 'passes'}`, async () => {
    const report = await checkChange(edits);
    expect(report.faults).toEqual([]);
    expect(report.documents).toEqual([]);
    expect(report.changes.filter(({ level }) => level !== 'safe').map(({ verdict, code, path }) => `${verdict} ${code} ${path}`)).toEqual(changes);
    const failing = report.changes.filter(({ verdict }) => verdict === 'fails');
    const named = failing.flatMap(({ uses, recorded }) => [
      ...uses.map(({ operation, line }) => `${operation} ${line}`),
      ...recorded.map(({ client, count }) => `${client} ${count}`),
    ]);
    expect([...new Set(named)]).toEqual(breaks);
    expect(report.ok).toBe(breaks.length === 0);
  });
});
