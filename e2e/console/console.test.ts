import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consolePeople } from '@ejazz/launcher/demo/console-people';
import { createDemo } from '@ejazz/launcher/demo/demo';
import { createLogger } from '@ejazz/platform/log/logger';
import { accessibilityFaults } from '@ejazz/testing/browser/accessibility';
import { screenshot, startBrowser, type TestBrowser } from '@ejazz/testing/browser/browser';
import { chromiumMissing } from '@ejazz/testing/browser/chromium';
import { eventually } from '@ejazz/testing/eventually';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import type { BrowserContextOptions } from 'playwright-core';
import { type ConsolePage, consolePage } from './console-page';

const missing = chromiumMissing();

(missing ? describe.skip : describe)(`the console, with no other host to be reached${missing ? ` (${missing})` : ''}`, () => {
  let house: TestHouse;
  let browser: TestBrowser;
  let folder: string;
  const opened: ConsolePage[] = [];

  const openConsole = async (options: BrowserContextOptions = {}, fragment = '') => {
    const { page, ...rest } = await browser.open(new URL(`/${fragment}`, house.url).href, { viewport: { width: 1360, height: 820 }, ...options });
    page.setDefaultTimeout(20_000);
    const console = consolePage({ page, ...rest });
    opened.push(console);
    return console;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ejazz-test-console-'));
    house = await startHouse({}, { gateway: { CONSOLE_PEOPLE: consolePeople(), CONSOLE_LINKS: 'Mailbox=http://127.0.0.1:9/mailbox' } });
    const demo = createDemo(house, join(folder, 'demo.json'), createLogger('test', 'silent'), { people: 4, posts: 12, pictures: 2 });
    await demo.people();
    await demo.rest(() => undefined);
    browser = await startBrowser();
  });
  afterEach(async () => {
    const pages = opened.splice(0);
    for (const { refused, faults } of pages) {
      expect(refused).toEqual([]);
      expect(faults).toEqual([]);
    }
    await Promise.all(pages.map(({ page }) => page.context().close()));
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers a saved query across services, its variables filled in, with cost, time and plan', async () => {
    const { page, answer, open, run } = await openConsole();
    await open('Profile');
    await page.getByRole('region', { name: 'Operation' }).getByText('"ann"').waitFor();
    await run();
    await answer.getByText('"Ann Okafor"').waitFor();
    await answer.getByText('200', { exact: true }).waitFor();
    await answer.getByText(/^cost \d+ of \d+$/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'console-answer-light');
    await answer.getByRole('tab', { name: 'Plan' }).click();
    const services = await answer.locator('.plan-fetch .service').allTextContents();
    expect(new Set(services)).toEqual(new Set(['user', 'post', 'media']));
    expect(await answer.locator('.plan-fetch .time').first().textContent()).toMatch(/^\d+\.\d ms$/);
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'console-plan-light');
  });

  it('shows what happens: one person subscribes, another likes in a second page, and the event arrives', async () => {
    const ann = await openConsole();
    await ann.be('ann');
    await ann.open('NotificationReceived');
    await ann.run();
    const stream = ann.page.getByRole('region', { name: 'NotificationReceived as ann' });
    await stream.getByText('live', { exact: true }).waitFor();
    await stream.getByText('0 events').waitFor();

    const ben = await openConsole();
    await ben.be('ben');
    await ben.open('CreateComment');
    await ben.run();
    await ben.answer.getByText('"viewerCanDelete"').waitFor();

    await stream.getByText('1 event', { exact: true }).waitFor();
    await stream.getByText('"COMMENT"').waitFor();
    expect(await stream.locator('time').first().textContent()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
    expect(await accessibilityFaults(ann.page)).toEqual([]);
    await screenshot(ann.page, 'console-live-light');

    await stream.getByRole('button', { name: 'Pause' }).click();
    await ben.run();
    await stream.getByRole('button', { name: 'Go on (1)' }).click();
    expect(await stream.locator('.events .number').allTextContents()).toEqual(['2', '1']);
    await stream.getByRole('button', { name: 'Clear' }).click();
    await stream.getByText('Nothing has happened yet.').waitFor();
    await stream.getByRole('button', { name: 'Stop' }).click();
    await stream.getByText('ended', { exact: true }).waitFor();
  });

  it('is anybody with one click: a person, a moderator, nobody', async () => {
    const { answer, be, open, run } = await openConsole();
    await open('Viewer');
    await be('cleo');
    await run();
    await answer.getByText('"MODERATOR"').waitFor();
    await be('ben');
    await run();
    await answer.getByText('"Ben Lindqvist"').waitFor();
    await be('anonymous');
    await run();
    await answer.getByText('as anonymous').waitFor();
    expect(await answer.locator('.cm-content').textContent()).toContain('"viewer": null');
  });

  it('renews a token before it ends, and nothing is noticed', async () => {
    const { page, answer, be, open, run } = await openConsole();
    await page.clock.install();
    await page.reload();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(/(?:query|mutation) (\w+)/.exec(request.postData() ?? '')?.[1] ?? ''));
    await be('ann');
    await open('Viewer');
    await run();
    await answer.getByText('"Ann Okafor"').waitFor();
    await page.clock.setFixedTime(Date.now() + 3_600_000);
    asked.length = 0;
    await run();
    await eventually(() => expect(asked).toEqual(['RefreshSession', 'Viewer']));
    await answer.getByText('200', { exact: true }).waitFor();
  });

  it('tells who signs in by hand what is wrong, and lets them in when nothing is', async () => {
    const { page } = await openConsole();
    await page.getByRole('button', { name: /^You are/ }).click();
    await page.getByText('Somebody else …').click();
    await page.getByLabel('Username or e-mail').fill('ann');
    await page.getByLabel('Password').fill('not her password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByLabel('Password').fill('ejazz-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'You are ann' }).waitFor();
  });

  it('is used by the keyboard alone, and a link of it opens the same', async () => {
    const { page, answer } = await openConsole();
    await page.getByRole('textbox', { name: 'Operation' }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('query Typed($name: String!) { user(username: $name) { displayName } }');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{ "name": "ben", "password": "hunter2" }');
    await page.keyboard.press('Control+Enter');
    await answer.getByText('"Ben Lindqvist"').waitFor();
    await page.getByRole('tab', { name: 'Answer' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('tab', { name: 'Plan' }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('button', { name: 'Link' }).click();
    await page.waitForURL(/#draft=/);

    const again = await openConsole({}, new URL(page.url()).hash);
    await again.page.getByText('"hunter2"').waitFor({ state: 'detached' });
    await again.page.getByRole('region', { name: 'Operation' }).getByText('Typed').first().waitFor();
    await again.run();
    await again.answer.getByText('"Ben Lindqvist"').waitFor();
  });

  it('completes what is typed from the schema, and explains the schema', async () => {
    const { page } = await openConsole({ colorScheme: 'dark' });
    await page.getByRole('tab', { name: 'Docs' }).click();
    await page.getByLabel('Find types and fields').fill('homefeed');
    await page.getByRole('button', { name: 'Viewer.homeFeed' }).click();
    await page.getByRole('heading', { name: 'Viewer' }).waitFor();
    await page.getByRole('textbox', { name: 'Operation' }).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('{ viewe');
    await page.getByRole('option', { name: /^viewer/ }).waitFor();
    await screenshot(page, 'console-docs-dark');
  });

  it('keeps what is typed faster than it can draw', async () => {
    const { page } = await openConsole();
    const slow = await page.context().newCDPSession(page);
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    const editor = page.getByRole('textbox', { name: 'Operation' });
    await editor.focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('#');
    for (const letter of 'abcdefghijklmnopqrstuvwxyz') void page.keyboard.insertText(letter);
    await eventually(async () => expect(await editor.textContent()).toBe('#abcdefghijklmnopqrstuvwxyz'));
    await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });

  it('fits a screen of 360 pixels', async () => {
    const { page, answer, be, open, run, look } = await openConsole({ viewport: { width: 360, height: 740 } });
    const fits = async (name: string) => {
      const { scrollWidth } = await page.evaluate<{ scrollWidth: number }>('({ scrollWidth: document.documentElement.scrollWidth })');
      expect([name, scrollWidth]).toEqual([name, 360]);
      expect([name, await accessibilityFaults(page)]).toEqual([name, []]);
      await screenshot(page, `console-360-${name}`);
    };
    await be('ann');
    await look('Saved');
    await fits('saved');
    await open('HomeFeed');
    await fits('editor');
    await run();
    await answer.getByText('200', { exact: true }).waitFor();
    await fits('answer');
    await answer.getByRole('tab', { name: 'Plan' }).click();
    await fits('plan');
    await look('Docs');
    await fits('docs');
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('Answer');
    await fits('plan-dark');
  });

  it('names the parts that are missing from an answer', async () => {
    await house.media.stop();
    const { page, answer, be, open, run } = await openConsole({ colorScheme: 'dark' });
    await be('ann');
    await open('HomeFeed');
    await run();
    await answer.getByText(/Degraded\. Did not answer: media/).waitFor();
    await screenshot(page, 'console-degraded-dark');
  });
});
