import type { Mailbox } from '@ejazz/launcher/mailbox/mailbox';
import { eventually } from './eventually';

/** The token of the latest link that was mailed to an address; `page` tells which link. */
export const mailedToken = (mailbox: Pick<Mailbox, 'mails'>, address: string, page: 'verify-email' | 'reset-password'): Promise<string> =>
  eventually(() => {
    const texts = mailbox.mails().flatMap(({ to, text }) => (to.includes(address) ? [text] : []));
    const token = texts.flatMap((text) => new RegExp(`/${page}#token=(\\S+)`).exec(text)?.[1] ?? [])[0];
    if (!token) throw new Error(`Nothing was mailed to ${address}.`);
    return token;
  });
