import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '@ejazz/launcher/project-root';
import { accessibilityFaults } from '@ejazz/testing/browser/accessibility';
import { screenshot, startBrowser, type TestBrowser, type TestPage } from '@ejazz/testing/browser/browser';
import { chromiumMissing } from '@ejazz/testing/browser/chromium';
import { eventually } from '@ejazz/testing/eventually';
import { startHouse, type TestHouse } from '@ejazz/testing/house';
import { operation } from '@ejazz/testing/operations';
import { type Person, signUp } from '@ejazz/testing/people';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { exampleMissing, type ServedPage, serveExample } from './example-page';

const missing = chromiumMissing() ?? exampleMissing();
const inChromium = missing ? describe.skip : describe;

inChromium(`the example page${missing ? ` (${missing})` : ''}`, () => {
  let house: TestHouse;
  let served: ServedPage;
  let browser: TestBrowser;
  let noah: Person;

  beforeAll(async () => {
    house = await startHouse();
    served = await serveExample(house.url);
    [browser, noah] = await Promise.all([startBrowser(), signUp(house.url, 'noah')]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await noah?.close();
    await served?.stop();
    await house?.remove();
  });

  /** By keyboard alone, as it is written on the keys. */
  async function signUpByKeyboard(page: Page, username: string): Promise<void> {
    await page.getByRole('button', { name: 'I am new here' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('User name').focus();
    for (const text of [username, `${username}@example.org`, `password of ${username}`]) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
  }

  const expectFlawless = async ({ page, refused, faults }: TestPage) => {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect([...refused, ...faults]).toEqual([]);
  };
  const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

  it('is typed from the graph', () => {
    const compiler = join(projectRoot, 'node_modules/.bin/tsc');
    const { status, stdout } = spawnSync(compiler, ['-p', join(projectRoot, 'examples/web'), '--noEmit'], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('says which field of a sign-up is at fault', async () => {
    const opened = await browser.open(served.url);
    const { page } = opened;
    await page.getByRole('button', { name: 'I am new here' }).click();
    await page.getByLabel('User name').fill('noah');
    await page.getByLabel('E-mail').fill('someone@example.org');
    await page.getByLabel('Password').fill('long enough');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByLabel('User name').and(page.locator('[aria-invalid=true]')).waitFor();
    await expectFlawless(opened);
    await screenshot(page, 'example-sign-up');
    await page.context().close();
  });

  it('signs up, posts with a picture, and shows what a second person does the moment it happens', async () => {
    const opened = await browser.open(served.url, { viewport: { width: 1200, height: 900 } });
    const { page } = opened;
    await signUpByKeyboard(page, 'mia');

    const picture = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#d98e4a' } })
      .composite([
        {
          input: await sharp({ create: { width: 1200, height: 300, channels: 3, background: '#2f5d73' } })
            .png()
            .toBuffer(),
          gravity: 'south',
        },
      ])
      .jpeg()
      .toBuffer();
    await page.getByLabel('What is new?').fill('First light at the harbour');
    await page.getByLabel('Add a picture').setInputFiles({ name: 'harbour.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.getByLabel('What does it show?').fill('A quay in the morning');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    const post = page.getByRole('article').filter({ hasText: 'First light at the harbour' });
    await post.getByRole('img', { name: 'A quay in the morning' }).waitFor();
    await page.waitForFunction('document.querySelector("img.picture")?.naturalWidth > 0');

    const { user } = await noah.data<{ user: { posts: { edges: { node: { id: string } }[] } } }>(operation('ProfilePosts'), { username: 'mia' });
    const postId = user.posts.edges[0]?.node.id;
    await page.getByRole('status').getByText('Live').waitFor();
    await noah.data(operation('CreateComment'), { input: { postId, text: 'I can smell the tar' } });
    await page.getByRole('complementary').getByText('I can smell the tar').waitFor();
    await post.getByText('1 comment').waitFor();
    await noah.data(operation('LikePost'), { id: postId });
    await page.getByRole('complementary').getByText('likes your post').waitFor();

    const like = post.getByRole('button', { name: 'Like' });
    await like.focus();
    await page.keyboard.press('Space');
    await post.locator('[aria-pressed=true]').waitFor();
    await expectFlawless(opened);
    await screenshot(page, 'example-home-light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectFlawless(opened);
    await screenshot(page, 'example-home-dark');

    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).waitFor();
    expect(await widthOf(page)).toBe(360);
    await expectFlawless(opened);
    await screenshot(page, 'example-home-360');
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByRole('button', { name: 'Mark all as read' }).waitFor({ state: 'detached' });

    await page.reload();
    await post.waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await page.context().close();
  });

  it('shows the feed page by page, and says when there is news', async () => {
    const { page } = await browser.open(served.url, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' });
    await signUpByKeyboard(page, 'lena');
    const { user } = await noah.data<{ user: { id: string } }>(operation('Profile'), { username: 'lena' });
    const write = (text: string) => noah.data(operation('CreatePost'), { input: { text } });
    for (let count = 1; count <= 12; count += 1) await write(`Note ${count}`);
    await noah.data(operation('FollowUser'), { id: user.id });
    await page.evaluate(`(${follow})(${JSON.stringify({ url: house.url, query: operation('FollowUser'), id: noah.id })})`);
    await eventually(
      async () => {
        await page.reload();
        await page.getByText('Note 12', { exact: true }).waitFor({ timeout: 10_000 });
      },
      { patienceMs: 60_000 },
    );
    expect(await page.getByRole('article').count()).toBe(10);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('Note 1', { exact: true }).waitFor();
    expect(await page.getByRole('article').count()).toBe(12);
    await write('The latest');
    await page.getByRole('button', { name: '1 new post' }).click();
    await page.getByText('The latest').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await widthOf(page)).toBe(360);
    await page.context().close();
  });
});

/** Runs in the page: the page itself has nothing to follow somebody with. */
const follow = `async ({ url, query, id }) => {
  const { accessToken } = JSON.parse(localStorage.getItem('ejazz-session'));
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer ' + accessToken },
    body: JSON.stringify({ query, variables: { id } }),
  });
}`;
