import { changesPage } from '@ejazz/contract/reference/changes-page';
import { operationsPage } from '@ejazz/contract/reference/operations-page';
import { baseSdl, edited } from './graph';

const saved = (feature: string, name: string, text: string) => ({
  client: 'operations',
  file: `operations/${feature}/${name}.graphql`,
  text,
  linesOfFile: true,
});

describe('the page of operations', () => {
  const withErrors = edited(
    ['people', 'name: String!): Person', 'name: String!): Person @auth(requires: MODERATOR)'],
    [
      'posts',
      '"The result of `createPost`."\ntype CreatePostPayload {',
      '"Why not."\ntype CreatePostError { "Code." code: CreatePostErrorCode! }\n"Codes."\nenum CreatePostErrorCode {\n"It is empty, or | only spaces."\nTEXT_REQUIRED }\n"r"\ntype CreatePostPayload {\n"Errors." userErrors: [CreatePostError!]!',
    ],
  );

  it('tells by feature what an operation does, with what, and what it may refuse', () => {
    const page = operationsPage(withErrors, [
      saved('post', 'CreatePost', 'mutation CreatePost($input: CreatePostInput!) { createPost(input: $input) { post { id } } }'),
    ]);
    expect(page).toContain(`## post

### CreatePost

A mutation ([document](../operations/post/CreatePost.graphql)). \`createPost\`: Publishes.

| variable | type | meaning |
| --- | --- | --- |
| \`input\` | \`CreatePostInput!\` | The post. |
| \`input.text\` | \`String!\` | What it says. |
| \`input.language\` | \`String\` | Its language. |

| may refuse | because |
| --- | --- |
| \`TEXT_REQUIRED\` | It is empty, or \\| only spaces. |
`);
  });

  it('tells who may send it, and what variables are by default', () => {
    const page = operationsPage(withErrors, [
      saved('people', 'Person', 'query Person($name: String! = "ann") { ...P } fragment P on Query { person(name: $name) { id } }'),
    ]);
    expect(page).toContain('`person`: A person. For moderators.');
    expect(page).toContain('| `name` | `String! = "ann"` | The name. |');
  });
});

describe('the page of changes', () => {
  it('says that nothing was released before the first release', async () => {
    expect(await changesPage(undefined, baseSdl)).toContain('Nothing has been released yet.');
  });

  it('sorts what changed since the last release into breaking, dangerous and safe', async () => {
    const now = edited(
      ['people', '  bio: String!', '  bio: String'],
      ['people', '  SUSPENDED\n', '  SUSPENDED\n  "New."\n  INVITED\n'],
      [
        'posts',
        '  author: Person\n',
        '  author: Person\n  "Where."\n  place: Place\n}\n\n"A place."\ntype Place {\n  "Its name."\n  name: String!\n',
      ],
    );
    expect(await changesPage(baseSdl, now)).toContain(`## Since the last release

### Breaking

- Field 'Person.bio' changed type from 'String!' to 'String'

### Dangerous

- Enum value 'INVITED' was added to enum 'Role'

### Safe

- Type 'Place' was added
- Field 'place' was added to object type 'Post'
`);
    expect(await changesPage(baseSdl, baseSdl)).toContain('## Since the last release\n\nNothing.\n');
  });

  it('tells what is deprecated, and until when it stays', async () => {
    expect(await changesPage(undefined, baseSdl)).toContain('| `Person.city` | 2027-06-30 | Use `bio`. Gone after 2027-06-30. |');
  });
});
