import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { z } from 'zod';

export const profileLimits = { username: { min: 3, max: 30 }, displayName: 50, bio: 500, password: { min: 8, max: 256 } } as const;

const usernameForm = /^[A-Za-z0-9_]{3,30}$/;
const email = z.email().max(254);

/** What user names are compared by. */
export const handleOf = (username: string): string => username.toLowerCase();
/** What e-mail addresses are compared by. */
export const addressOf = (address: string): string => address.trim().toLowerCase();

/** Characters as people count them, not code units. */
const length = (text: string): number => [...text].length;

type Check<Code extends string> = UserError<Code> | undefined;

export const checkUsername = (username: string): Check<'USERNAME_INVALID'> =>
  usernameForm.test(username)
    ? undefined
    : userError('USERNAME_INVALID', ['input', 'username'], 'A user name is 3 to 30 letters, digits and underscores.');

export const checkEmail = (address: string): Check<'EMAIL_INVALID'> =>
  email.safeParse(addressOf(address)).success ? undefined : userError('EMAIL_INVALID', ['input', 'email'], 'This is not an e-mail address.');

export const checkPassword = (password: string): Check<'PASSWORD_INVALID'> =>
  length(password) >= profileLimits.password.min && length(password) <= profileLimits.password.max
    ? undefined
    : userError('PASSWORD_INVALID', ['input', 'password'], 'A password has 8 to 256 characters.');

export const checkDisplayName = (name: string): Check<'DISPLAY_NAME_INVALID'> =>
  name.trim() !== '' && length(name) <= profileLimits.displayName
    ? undefined
    : userError('DISPLAY_NAME_INVALID', ['input', 'displayName'], 'A display name has 1 to 50 characters.');

export const checkBio = (bio: string): Check<'BIO_TOO_LONG'> =>
  length(bio) <= profileLimits.bio ? undefined : userError('BIO_TOO_LONG', ['input', 'bio'], 'A bio has at most 500 characters.');
