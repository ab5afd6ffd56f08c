import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumLaunch } from './chromium';

export interface TestPage {
  readonly page: Page;
  /** Requests to hosts other than this machine, which were refused. */
  readonly refused: readonly string[];
  /** What the page wrote to the console as an error, or threw. */
  readonly faults: readonly string[];
}

export interface TestBrowser {
  /** A page of a person of its own: cookies and storage are shared with no other. */
  open(url: string, options?: BrowserContextOptions): Promise<TestPage>;
  close(): Promise<void>;
}

const thisMachine = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;

/** A headless Chromium without an internet: what a page asks of another machine is refused and told. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch(chromiumLaunch);
  return {
    async open(url, options) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      const refused = await stayHere(context);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(String(error)));
      await page.goto(url);
      return { page, refused, faults };
    },
    close: () => browser.close(),
  };
}

async function stayHere(context: BrowserContext): Promise<string[]> {
  const refused: string[] = [];
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && !thisMachine.test(url.href),
    (route) => {
      refused.push(route.request().url());
      return route.abort();
    },
  );
  return refused;
}

/** Keeps a picture of the page in `coverage/screenshots/`, which CI hands on. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = join(projectRoot, 'coverage', 'screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
