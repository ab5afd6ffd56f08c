import type { QueuedMail } from '@ejazz/platform/mail/mail-table';
import type { MailMessage } from '@ejazz/platform/mail/mailer';
import type { Deps } from '../../deps';
import type { User } from '../../generated/prisma/client';
import { mintMailedToken } from './mailed-token';

type Composes = Pick<Deps, 'db' | 'clock' | 'env'>;
type Words = Pick<MailMessage, 'subject' | 'text'>;

const unasked = 'If it was not you, you need do nothing.';
const alarming = 'If it was not you, set a new password at once and end the sessions you do not know.';

const mails: Record<string, (deps: Composes, user: User) => Promise<Words>> = {
  VERIFY_EMAIL: async (deps, user) => ({
    subject: 'Is this your address?',
    text: `Confirm that this address is yours:\n\n${link(deps, 'verify-email', await mintMailedToken(deps, user, 'VERIFY_EMAIL'))}\n\n${unasked}`,
  }),
  RESET_PASSWORD: async (deps, user) => ({
    subject: 'A new password',
    text: `Somebody asked for a new password for @${user.username}. Set one within an hour:\n\n${link(deps, 'reset-password', await mintMailedToken(deps, user, 'RESET_PASSWORD'))}\n\n${unasked}`,
  }),
  PASSWORD_CHANGED: async (_deps, { username }) => ({
    subject: 'Your password was changed',
    text: `The password of @${username} was changed, and other sessions were ended. ${alarming}`,
  }),
  DELETION_BEGUN: async (_deps, { username, deleteAt }) => ({
    subject: 'Your account is to be deleted',
    text: `@${username} and everything of it is hidden, and will be erased on ${deleteAt?.toISOString().slice(0, 10)}. Sign in before then to keep it. ${alarming}`,
  }),
  TWO_FACTOR_ON: async (_deps, { username }) => ({
    subject: 'Two-factor authentication is on',
    text: `Signing in as @${username} takes a code of your authenticator app from now on. ${alarming}`,
  }),
  TWO_FACTOR_OFF: async (_deps, { username }) => ({
    subject: 'Two-factor authentication is off',
    text: `Signing in as @${username} takes no code any more. ${alarming}`,
  }),
};

/** The words of a mail as it is sent; none if there is nobody with this id or address. */
export async function composeMail(deps: Composes, { kind, recipient }: QueuedMail): Promise<Omit<MailMessage, 'id'> | undefined> {
  const compose = mails[kind];
  if (!compose) throw new Error(`There is no mail of the kind ${kind}.`);
  const user = await deps.db.user.findFirst({ where: recipient.includes('@') ? { email: recipient } : { id: recipient } });
  if (!user) return undefined;
  const { subject, text } = await compose(deps, user);
  return { to: user.email, subject, text: `Hello ${user.displayName},\n\n${text}\n` };
}

function link({ env }: Pick<Deps, 'env'>, path: string, token: string): string {
  const url = new URL(path, env.APP_URL.endsWith('/') ? env.APP_URL : `${env.APP_URL}/`);
  url.hash = new URLSearchParams({ token }).toString();
  return url.href;
}
