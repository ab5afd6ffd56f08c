import { userError } from '@ejazz/platform/errors/user-error';

/** The same answer for an absent, a deleted and an invisible post. */
export const noSuchPost = (field: string[]) => userError('POST_NOT_FOUND' as const, field, 'There is no such post.');
