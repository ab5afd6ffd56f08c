import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { readManifest } from './assets';

/** What the page is told by the gateway. */
export interface ConsoleSettings {
  /** People to become with one click; none in production. */
  readonly people: readonly { readonly username: string; readonly password: string; readonly note: string }[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Answers tell their plan when asked. */
  readonly plans: boolean;
  /** The schema is told to moderators alone. */
  readonly schemaForModerators: boolean;
}

const icon = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23146c5f'/><path d='M21.5 10.5h-11v11h11M10.5 16h9' fill='none' stroke='%23fff' stroke-width='2.6' stroke-linecap='round' stroke-linejoin='round'/></svg>`;

/** The page loads from its own origin alone, whatever a bundle may hold. Only the editor adds styles of its own, by the nonce. */
export function sendPage(response: ServerResponse, settings: ConsoleSettings): void {
  const { script, style } = readManifest();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Typing over a selection makes the browser itself set some, which the editor takes away again.
    "style-src-attr 'unsafe-inline'",
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    vary: 'accept',
  });
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Ejazz console</title>
<link rel="icon" href="data:image/svg+xml,${icon}">
<link rel="stylesheet" href="/console/${style}">
<script type="application/json" id="settings" data-nonce="${nonce}">${scriptSafe(settings)}</script>
<script type="module" src="/console/${script}"></script>
<body><div id="console"></div><noscript>The console needs JavaScript. The endpoint is /graphql.</noscript></body>
</html>
`);
}

/** JSON that cannot end the element it stands in. */
const scriptSafe = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
