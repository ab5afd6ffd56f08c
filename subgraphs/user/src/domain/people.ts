import { isId } from '@ejazz/platform/ids/id';
import type { Tx } from '../deps';
import type { User } from '../generated/prisma/client';
import { isUsername } from './profile-rules';
import { visiblePeople } from './visibility';

/** Those of the people by id whom the viewer may see; who is spelled as no id can be is not looked for. */
export async function peopleById({ user }: Pick<Tx, 'user'>, viewerId: string | undefined, ids: readonly string[]): Promise<User[]> {
  const wellFormed = ids.filter((id) => isId('usr', id));
  return wellFormed.length === 0 ? [] : user.findMany({ where: { id: { in: wellFormed }, ...visiblePeople(viewerId) } });
}

/** The same by handle: their user name in lower case. */
export async function peopleByHandle({ user }: Pick<Tx, 'user'>, viewerId: string | undefined, handles: readonly string[]): Promise<User[]> {
  const wellFormed = handles.filter(isUsername);
  return wellFormed.length === 0 ? [] : user.findMany({ where: { handle: { in: wellFormed }, ...visiblePeople(viewerId) } });
}

/** The same for those whom one has blocked, who are seen in the list of them alone. */
export const blockedPeopleById = ({ user }: Pick<Tx, 'user'>, ids: readonly string[]): Promise<User[]> =>
  user.findMany({ where: { id: { in: [...ids] }, status: { not: 'DELETED' } } });
