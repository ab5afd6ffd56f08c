const repeated = (count: number, text: (index: number) => string, separator = ' ') =>
  Array.from({ length: count }, (_, index) => text(index)).join(separator);

/** Requests that are cheap to send and would be dear to answer, each with the limit that refuses it. */
export const attacks: readonly { readonly name: string; readonly limit: string; readonly body: string }[] = [
  { name: 'aliases', limit: 'aliases', query: `{ ${repeated(150, (index) => `a${index}: user(username: "ann") { id }`)} }` },
  { name: 'depth', limit: 'depth', query: `{ viewer { user { ${'followers { nodes { '.repeat(40)} id ${'} }'.repeat(40)} } } }` },
  {
    name: 'fragments of fragments',
    limit: 'fields',
    query: `{ ...F0 } ${repeated(20, (index) => `fragment F${index} on Query { ${index < 19 ? repeated(10, () => `...F${index + 1}`) : '__typename'} }`)}`,
  },
  { name: 'the same again and again', limit: 'repeats', query: `{ viewer { ${repeated(180, () => 'user { id bio }')} } }` },
  { name: 'directives', limit: 'directives', query: `{ viewer ${repeated(200, () => '@skip(if: false)')} { id } }` },
  { name: 'tokens', limit: 'tokens', query: `{ ${repeated(20_000, () => '__typename')} }` },
  {
    name: 'pages of pages',
    limit: 'cost',
    query: `{ user(username: "ann") { followers(first: 100) { nodes { followers(first: 100) { nodes { followers(first: 100) { nodes { id } } } } } } } }`,
  },
  { name: 'a body', limit: 'bodyBytes', query: '{ viewer { id } }', variables: { text: 'x'.repeat(3 * 1024 * 1024) } },
]
  .map(({ name, limit, ...operation }) => ({ name, limit, body: JSON.stringify(operation) }))
  .concat({ name: 'a batch', limit: 'batch', body: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ viewer { id } }' }))) });

/** Fragments that spread each other in a circle, by way of fields and without. */
export const circles = [
  '{ ...A } fragment A on Query { ...A }',
  '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  '{ viewer { ...A } } fragment A on Viewer { user { ...B } } fragment B on User { followers { nodes { ...B } } }',
];

/** Forty sign-ins in one request, each under a name of its own. */
export const fortySignIns = `mutation { ${repeated(40, (index) => `a${index}: signIn(input: { login: "ann", password: "guess ${index}" }) { userErrors { code } }`)} }`;
