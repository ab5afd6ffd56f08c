import type { Route } from '@ejazz/platform/http/http-server';
import type { Mailbox, ReceivedMail } from './mailbox';

/** Where a browser reads what was mailed; for development alone. */
export const mailboxPath = '/mailbox';

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
  article { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 1rem 0; }
  h2 { font-size: 1rem; margin: 0; }
  .about { opacity: 0.7; font-size: 0.875rem; margin: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0.75rem 0 0; }`;

export const mailboxRoutes = (mailbox: Pick<Mailbox, 'mails'>): Route[] => [
  {
    path: mailboxPath,
    methods: ['GET'],
    handle: (_request, response) => {
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        })
        .end(page(mailbox.mails()));
    },
  },
];

const page = (mails: readonly ReceivedMail[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Mailbox · Ejazz</title>
<style>${style}
</style>
<h1>Mailbox</h1>
<p class="about">What Ejazz has mailed to anybody since it was started, latest first. Nothing of it has left this machine.</p>
${mails.map(article).join('\n') || '<p>Nothing yet.</p>'}
</html>
`;

const article = ({ subject, to, receivedAt, text }: ReceivedMail): string => `<article>
<h2>${escaped(subject)}</h2>
<p class="about">to ${escaped(to.join(', '))} · <time datetime="${receivedAt.toISOString()}">${receivedAt.toLocaleTimeString('en-GB')}</time></p>
<pre>${linked(escaped(text))}</pre>
</article>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
const linked = (html: string): string => html.replace(/https?:\/\/[^\s&<]+/g, (url) => `<a href="${url}">${url}</a>`);
