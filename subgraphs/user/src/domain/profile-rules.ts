import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { z } from 'zod';

export const profileLimits = { username: { min: 3, max: 30 }, displayName: 50, bio: 500, password: { min: 8, max: 256 } } as const;

const usernameForm = /^[A-Za-z0-9_]{3,30}$/;
const email = z.email().max(254);
/** Controls, line separators, halves of characters, and what turns the text around it. Marks and joiners within a name are welcome. */
const unfitForName = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const unfitForBio = /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu;
/** Something that people can see: no space, nothing of width zero, no blank that counts as a letter. */
const visible = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What user names are compared by. */
export const handleOf = (username: string): string => username.trim().replace(/^@/, '').toLowerCase();
/** What e-mail addresses are compared by. */
export const addressOf = (address: string): string => address.trim().toLowerCase();
/** A bio as it is kept. */
export const cleanBio = (bio: string): string => bio.replace(unfitForBio, '');

export const isUsername = (username: string): boolean => usernameForm.test(username);
export const isEmail = (address: string): boolean => email.safeParse(addressOf(address)).success;

/** Characters as people count them, not code units. */
const length = (text: string): number => [...text].length;

type Check<Code extends string> = UserError<Code> | undefined;

export const checkUsername = (username: string): Check<'USERNAME_INVALID'> =>
  isUsername(username) ? undefined : userError('USERNAME_INVALID', ['input', 'username'], 'A user name is 3 to 30 letters, digits and underscores.');

export const checkEmail = (address: string): Check<'EMAIL_INVALID'> =>
  isEmail(address) ? undefined : userError('EMAIL_INVALID', ['input', 'email'], 'This is not an e-mail address.');

export const checkDisplayName = (name: string): Check<'DISPLAY_NAME_INVALID'> =>
  visible.test(name) && !unfitForName.test(name) && length(name.trim()) <= profileLimits.displayName
    ? undefined
    : userError(
        'DISPLAY_NAME_INVALID',
        ['input', 'displayName'],
        'A display name has 1 to 50 characters on one line, at least one of them visible, and none that controls the text around it.',
      );

export const checkBio = (bio: string): Check<'BIO_TOO_LONG'> =>
  length(cleanBio(bio)) <= profileLimits.bio ? undefined : userError('BIO_TOO_LONG', ['input', 'bio'], 'A bio has at most 500 characters.');
