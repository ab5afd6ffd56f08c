import { newId } from '@ejazz/platform/ids/id';

export const ann = { id: newId('usr'), name: 'Ann', nickname: 'annie', mood: 'CALM', email: 'ann@example.org' };
export const bob = { id: newId('usr'), name: 'Bob', nickname: null, mood: 'LOUD', email: 'bob@example.org' };
/** Her field `steady` throws. */
export const mallory = { id: newId('usr'), name: 'Mallory', nickname: null, mood: 'LOUD', email: null };
export const users = [ann, bob, mallory];
/** A user id that no user has. */
export const nobody = newId('usr');

export const posts = [
  { id: newId('pst'), text: 'hello', tags: ['a', 'b'], author: ann.id },
  { id: newId('pst'), text: 'again', tags: [], author: ann.id },
  { id: newId('pst'), text: 'from bob', tags: ['b'], author: bob.id },
] as const;

export const comments = [
  { id: newId('cmt'), text: 'nice', author: bob.id, post: posts[0].id },
  { id: newId('cmt'), text: 'thanks', author: ann.id, post: posts[0].id },
] as const;

export const notification = { id: newId('ntf') };
