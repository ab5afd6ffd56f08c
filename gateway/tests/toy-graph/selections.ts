export interface Selection {
  readonly name: string;
  /** With OPERATION where `query` or `subscription` stands. */
  readonly text: string;
  readonly variables?: Record<string, unknown>;
  /** Part of the answer, so that two equal failures do not pass for success. */
  readonly expect: object;
}

const received = (inner: string) => `... on NotificationReceived { notification { ${inner} } }`;
const inNotification = (fields: object) => ({ data: { sample: { notification: fields } } });
const coded = (code: string, path: (string | number)[]) => ({ errors: [{ path, extensions: { code } }] });

/** What clients may select below a subscription's root field, one peculiarity each. */
export const selections: readonly Selection[] = [
  { name: 'fields of the event alone', text: 'OPERATION { sample { eventId cursor } }', expect: { data: { sample: { eventId: 'event-0' } } } },
  {
    name: '__typename of an interface',
    text: 'OPERATION { sample { __typename } }',
    expect: { data: { sample: { __typename: 'NotificationReceived' } } },
  },
  { name: 'an alias on the root field', text: 'OPERATION { first: sample { eventId } }', expect: { data: { first: { eventId: 'event-0' } } } },
  { name: 'a named operation', text: 'OPERATION Named { sample { eventId } }', expect: { data: { sample: { eventId: 'event-0' } } } },
  {
    name: 'an entity of another subgraph',
    text: `OPERATION { sample { ${received('actor { name }')} } }`,
    expect: inNotification({ actor: { name: 'Bob' } }),
  },
  {
    name: 'aliases on entities and their fields',
    text: `OPERATION { sample { ${received('who: actor { called: name id nick: nickname }')} } }`,
    expect: inNotification({ who: { called: 'Bob', nick: null } }),
  },
  {
    name: 'one field under two aliases with different arguments',
    text: `OPERATION { sample { ${received('post { small: text big: text(upper: true) }')} } }`,
    expect: inNotification({ post: { small: 'hello', big: 'HELLO' } }),
  },
  {
    name: 'an enum of another subgraph',
    text: `OPERATION { sample { ${received('actor { mood }')} } }`,
    expect: inNotification({ actor: { mood: 'LOUD' } }),
  },
  {
    name: 'a chain through three subgraphs',
    text: `OPERATION { sample { ${received('post { author { name friends { posts { text } } } }')} } }`,
    expect: inNotification({ post: { author: { name: 'Ann', friends: [{ posts: [{ text: 'from bob' }] }] } } }),
  },
  {
    name: 'two subgraphs side by side',
    text: `OPERATION { sample { ${received('actor { name } post { text }')} } }`,
    expect: inNotification({ actor: { name: 'Bob' }, post: { text: 'hello' } }),
  },
  {
    name: 'a list of entities, one of them twice',
    text: `OPERATION { sample { ${received('actors { name }')} } }`,
    expect: inNotification({ actors: [{ name: 'Bob' }, { name: 'Ann' }, { name: 'Bob' }] }),
  },
  { name: 'a list of lists', text: `OPERATION { sample { ${received('matrix')} } }`, expect: inNotification({ matrix: [[1, 2], [], [3]] }) },
  {
    name: 'a list in another subgraph',
    text: `OPERATION { sample { ${received('post { tags comments { text author { name } } }')} } }`,
    expect: inNotification({ post: { tags: ['a', 'b'], comments: [{ author: { name: 'Bob' } }, { author: { name: 'Ann' } }] } }),
  },
  {
    name: 'a field that needs another subgraph first',
    text: `OPERATION { sample { ${received('actor { greeting }')} } }`,
    expect: inNotification({ actor: { greeting: 'Hello Bob' } }),
  },
  {
    name: 'a union by inline fragments',
    text: `OPERATION { sample { ${received('subject { __typename ... on Post { text } ... on Comment { text post { tags } } }')} } }`,
    expect: inNotification({ subject: { __typename: 'Comment', text: 'nice', post: { tags: ['a', 'b'] } } }),
  },
  {
    name: 'a list of a union with a hole',
    text: `OPERATION { sample { ${received('subjects { ... on Post { text } ... on Comment { author { name } } }')} } }`,
    expect: inNotification({ subjects: [{ text: 'from bob' }, null, { author: { name: 'Ann' } }] }),
  },
  {
    name: 'a named fragment on the interface',
    text: 'OPERATION { sample { ...Basics } } fragment Basics on NotificationEvent { eventId occurredAt }',
    expect: { data: { sample: { eventId: 'event-0' } } },
  },
  {
    name: 'a named fragment on an implementation',
    text: 'OPERATION { sample { ...Full } } fragment Full on NotificationReceived { unreadNotificationCount notification { actor { name } } }',
    expect: inNotification({ actor: { name: 'Bob' } }),
  },
  {
    name: 'a named fragment on a union',
    text: `OPERATION { sample { ${received('subject { ...S } subjects { ...S }')} } } fragment S on Subject { ... on Post { text } ... on Comment { text } }`,
    expect: inNotification({ subject: { text: 'nice' } }),
  },
  {
    name: 'a named fragment within a named fragment',
    text: `OPERATION { sample { ${received('actor { ...U } post { author { ...U } }')} } } fragment U on User { ...N } fragment N on User { name }`,
    expect: inNotification({ actor: { name: 'Bob' }, post: { author: { name: 'Ann' } } }),
  },
  {
    name: 'an interface of an entity',
    text: `OPERATION { sample { ${received('... on Node { id } actor { ... on Node { id } ... on Contact { __typename } }')} } }`,
    expect: inNotification({ actor: { __typename: 'User' } }),
  },
  {
    name: 'another implementation of the event',
    text: `OPERATION { sample(kind: GAP) { __typename cursor ${received('actor { name }')} } }`,
    expect: { data: { sample: { __typename: 'NotificationGap', cursor: 'cursor-0' } } },
  },
  {
    name: 'a variable on the root field',
    text: 'OPERATION ($kind: Kind!) { sample(kind: $kind) { __typename } }',
    variables: { kind: 'GAP' },
    expect: { data: { sample: { __typename: 'NotificationGap' } } },
  },
  {
    name: 'variables below, in the owner and beyond',
    text: `OPERATION ($by: Int!, $upper: Boolean!) { sample { ${received('times(by: $by, label: "y") post { text(upper: $upper) }')} } }`,
    variables: { by: 7, upper: true },
    expect: inNotification({ times: 'y7', post: { text: 'HELLO' } }),
  },
  {
    name: 'defaults of variables',
    text: `OPERATION ($by: Int! = 4, $label: String) { sample { ${received('times(by: $by, label: $label)')} } }`,
    expect: inNotification({ times: 'x4' }),
  },
  {
    name: '@include and @skip by variables on fields of both sides',
    text: `OPERATION ($yes: Boolean!, $no: Boolean!) { sample { ${received('id @skip(if: $yes) actor @include(if: $yes) { name nickname @include(if: $no) } post @skip(if: $yes) { text }')} } }`,
    variables: { yes: true, no: false },
    expect: inNotification({ actor: { name: 'Bob' } }),
  },
  {
    name: '@include on fragments',
    text: 'OPERATION ($no: Boolean!) { sample { eventId ... on NotificationReceived @include(if: $no) { notification { id } } ...U @skip(if: $no) } } fragment U on NotificationReceived { unreadNotificationCount }',
    variables: { no: false },
    expect: { data: { sample: { unreadNotificationCount: 3 } } },
  },
  {
    name: 'a coded error in the owner',
    text: `OPERATION { sample { ${received('id forbidden')} } }`,
    expect: { ...coded('FORBIDDEN', ['sample', 'notification', 'forbidden']), ...inNotification({ forbidden: null }) },
  },
  {
    name: 'a coded error in a joined subgraph',
    text: `OPERATION { sample { ${received('post { text forbidden }')} } }`,
    expect: {
      ...coded('FORBIDDEN', ['sample', 'notification', 'post', 'forbidden']),
      ...inNotification({ post: { text: 'hello', forbidden: null } }),
    },
  },
  {
    name: 'an error in a list of a joined subgraph',
    text: `OPERATION { sample { ${received('actors { posts { forbidden } }')} } }`,
    expect: inNotification({ actors: [{ posts: [{ forbidden: null }] }, {}, {}] }),
  },
  {
    name: 'null that bubbles to a nullable entity',
    text: `OPERATION { sample { ${received('id suspect { name steady }')} } }`,
    expect: { ...coded('FORBIDDEN', ['sample', 'notification', 'suspect', 'steady']), ...inNotification({ suspect: null }) },
  },
  {
    name: 'null that bubbles through everything, from another subgraph',
    text: `OPERATION { sample { ${received('certainActor { steady }')} } }`,
    expect: { ...coded('FORBIDDEN', ['sample', 'notification', 'certainActor', 'steady']), data: null },
  },
  {
    name: 'null that bubbles to a nullable root field',
    text: 'OPERATION { maybe { notification { certainActor { steady } } } }',
    expect: { ...coded('FORBIDDEN', ['maybe', 'notification', 'certainActor', 'steady']), data: { maybe: null } },
  },
  {
    name: 'an error that nobody foresaw',
    text: `OPERATION { sample { ${received('post { broken }')} } }`,
    expect: {
      errors: [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) } }],
      ...inNotification({ post: null }),
    },
  },
  { name: 'a null root', text: 'OPERATION { maybe(kind: NOTHING) { eventId } }', expect: { data: { maybe: null } } },
  {
    name: 'an error instead of the event',
    text: 'OPERATION { maybe(kind: BROKEN) { eventId } }',
    expect: { ...coded('BAD_USER_INPUT', ['maybe']), data: { maybe: null } },
  },
];
