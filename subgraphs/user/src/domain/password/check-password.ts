import { type UserError, userError } from '@ejazz/platform/errors/user-error';
import { profileLimits } from '../profile-rules';
import { isHardToGuess } from './password-strength';

type PasswordCode = 'PASSWORD_INVALID' | 'PASSWORD_WEAK';

/** What is wrong with a new password, for somebody of whom these facts are known. `field` is the input field it came in. */
export async function checkPassword(password: string, facts: readonly string[], field: string): Promise<UserError<PasswordCode> | undefined> {
  const { min, max } = profileLimits.password;
  const { length } = [...password];
  if (length < min || length > max) return userError('PASSWORD_INVALID', ['input', field], 'A password has 8 to 256 characters.');
  if (await isHardToGuess(password, facts)) return undefined;
  return userError('PASSWORD_WEAK', ['input', field], 'This password is too easy to guess. Make it longer, of words that do not belong together.');
}
