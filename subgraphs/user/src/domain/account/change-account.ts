import { accountChanged } from '@ejazz/events/user';
import type { UnitOfWork } from '@ejazz/platform/outbox/transact';
import type { Tx } from '../../deps';
import type { Prisma, User } from '../../generated/prisma/client';

/** Changes what other services keep of an account, and tells them. */
export async function changeAccount({ tx, emit }: UnitOfWork<Tx>, id: string, data: Prisma.UserUpdateInput): Promise<User> {
  const user = await tx.user.update({ where: { id }, data: { ...data, accountVersion: { increment: 1 } } });
  const { status, isPrivate, defaultPostVisibility, accountVersion: version } = user;
  emit(accountChanged, { userId: id, status, isPrivate, defaultPostVisibility, version });
  return user;
}
