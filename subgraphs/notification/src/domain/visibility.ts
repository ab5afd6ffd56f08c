import type { Prisma } from '../generated/prisma/client';

/** The notifications a person may see, by whatever path: their own, while what they tell of stands. */
export const visibleNotifications = (viewerId: string) => ({ recipientId: viewerId, withdrawnAt: null }) satisfies Prisma.NotificationWhereInput;
