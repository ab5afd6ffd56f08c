import type { Setting } from '@ejazz/platform/env/define-env';
import { setting } from '@ejazz/platform/env/setting';
import { z } from 'zod';
import type { ConsoleSettings } from './page';

const list = (text: string) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

function linkIn(text: string) {
  const [, title = '', url = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  return { title, url };
}

/** An address on the web, or a path of the gateway's own. */
const isPage = (url: string) => URL.canParse(url, 'http://gateway') && /^https?:$/.test(new URL(url, 'http://gateway').protocol);

const people: Setting<ConsoleSettings['people']> = {
  type: z
    .string()
    .default('')
    .transform((text) =>
      list(text).map((person) => {
        const [username = '', password = '', note = ''] = person.split(':');
        return { username, password, note };
      }),
    )
    .refine((all) => all.every(({ username, password }) => username !== '' && password !== ''), 'expected username:password,username:password:note'),
  describe: 'people that the console becomes with one click, as username:password:note, separated by commas; refused in production',
  secret: true,
};

const links: Setting<ConsoleSettings['links']> = {
  type: z
    .string()
    .default('')
    .transform((text) => list(text).map(linkIn))
    .refine((all) => all.every(({ title, url }) => title !== '' && url !== '' && isPage(url)), 'expected title=url,title=url'),
  describe: 'pages that the console links to, such as Mailbox=http://127.0.0.1:4001/mailbox, separated by commas',
};

export const consoleSettings = {
  CONSOLE: setting.oneOf(
    ['off', 'development', 'on'],
    'development',
    'the console at the root: off, in development, or on in production too, where it shows the schema to moderators alone',
  ),
  CONSOLE_PEOPLE: people,
  CONSOLE_LINKS: links,
};
