import { demoPassword } from '@ejazz/demo/world';
import { mailboxPath } from '../mailbox/mailbox-page';

interface Ready {
  readonly url: string;
  readonly folder: string;
  readonly steps: readonly { readonly step: string; readonly milliseconds: number }[];
  readonly demo: boolean;
}

/** Crosses user, post and media; what anybody may see. */
export const firstQuery = `query Ann {
  user(username: "ann") {
    displayName followerCount
    avatar { thumbnail { url } }
    posts(first: 2) { nodes { text likeCount media { thumbnail { url } } } }
  }
}`;

export function printReady({ url, folder, steps, demo }: Ready): void {
  const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const timing = steps.map(({ step, milliseconds }) => `${step} ${milliseconds}`).join(' · ');
  const people = demo
    ? `
  Demo people    ann, ben, cleo (moderator); the password of each is ${demoPassword}
  Sign in        mutation { signIn(input: { login: "ann", password: "${demoPassword}" }) { tokens { accessToken } } }
  Then send      authorization: Bearer <accessToken>
`
    : '';
  console.log(`
  Ejazz is ready   ${url}

  Console        ${new URL('/', url)}   (in a browser)
  Subscriptions  ${url.replace(/^http/, 'ws')}   (graphql-ws)
  Mail           ${new URL(mailboxPath, url).href}
  Data           ${folder}
${people}
  Try            curl -s ${url} -H 'content-type: application/json' \\
                   --data '${JSON.stringify({ query: firstQuery.replace(/\s+/g, ' ') })}'

${firstQuery.replace(/^/gm, '  ')}

  Ready in ${total} ms: ${timing}
  Ctrl-C stops everything.
`);
}

/** One line that is written over on a terminal, and a line at every tenth elsewhere. */
export function showProgress(step: string, done: number, total: number): void {
  const line = `  Demo data: ${step} ${done} of ${total}`;
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`);
  else if (done === total) console.log(line);
}

export function showLoaded(loaded: boolean): void {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K');
  if (loaded) console.log('  Demo data: loaded');
}
