import { draftIn, fragmentOf } from './permalink';

const draft = { query: 'query Q($id: ID!) {\n  post(id: $id) { text } # „ünïcode“ 🎈\n}', variables: '{\n  "id": "pst_1"\n}' };

it('opens what it was made of', async () => {
  expect(await draftIn(await fragmentOf(draft))).toEqual(draft);
});

it('can stand in any address', async () => {
  expect(await fragmentOf(draft)).toMatch(/^#draft=[\w-]+$/);
});

it('holds no token and no password, be they variables, half typed or part of the document', async () => {
  const secretive = {
    query: 'mutation { signIn(input: { login: "ann", password: "hunter \\" 2" }) { tokens { accessToken } } refresh(refreshToken: "r.e.f") { id } }',
    variables: '{ "input": { "login": "ann", "newPassword": "hunter3", "clientSecret" : "s" }, "accessToken": "a.b.c" ',
  };
  expect(await draftIn(await fragmentOf(secretive))).toEqual({
    query: 'mutation { signIn(input: { login: "ann", password: "" }) { tokens { accessToken } } refresh(refreshToken: "") { id } }',
    variables: '{ "input": { "login": "ann", "newPassword": "", "clientSecret" : "" }, "accessToken": "" ',
  });
});

it.each(['', '#', '#HomeFeed', '#draft=', '#draft=!!!', '#draft=AAAA', '#draft=q1YqLE'])('opens nothing from %p', async (fragment) => {
  expect(await draftIn(fragment)).toBeUndefined();
});
