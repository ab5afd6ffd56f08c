import { isId } from '@ejazz/platform/ids/id';
import type { Tx } from '../deps';
import type { User } from '../generated/prisma/client';
import { isUsername } from './profile-rules';

/** People by id; who is spelled as no id can be is not looked for. */
export async function peopleById({ user }: Pick<Tx, 'user'>, ids: readonly string[]): Promise<User[]> {
  const wellFormed = ids.filter((id) => isId('usr', id));
  return wellFormed.length === 0 ? [] : user.findMany({ where: { id: { in: wellFormed } } });
}

/** People by handle: their user name in lower case. */
export async function peopleByHandle({ user }: Pick<Tx, 'user'>, handles: readonly string[]): Promise<User[]> {
  const wellFormed = handles.filter(isUsername);
  return wellFormed.length === 0 ? [] : user.findMany({ where: { handle: { in: wellFormed } } });
}
