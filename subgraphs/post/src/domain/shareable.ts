import type { Post } from '../generated/prisma/client';

/** Whether a post may be passed on, by repost or quote: what is for everyone. Who may see it there is asked again, as everywhere. */
export const isShareable = ({ visibility }: Pick<Post, 'visibility'>): boolean => visibility === 'PUBLIC';
