import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { accessibilityFaults } from './accessibility';
import { startBrowser, type TestBrowser } from './browser';
import { chromiumMissing } from './chromium';

const missing = chromiumMissing();
const inChromium = missing ? describe.skip : describe;

inChromium(`the browser of the tests${missing ? ` (${missing})` : ''}`, () => {
  let browser: TestBrowser;
  let server: Server;

  const serve = async (body: string): Promise<string> => {
    server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterEach(() => server.close());
  afterAll(() => browser.close());

  it('reaches no other host, and tells what a page wanted there', async () => {
    const { page, refused } = await browser.open(
      await serve('<script>fetch("https://cdn.example/x.js").catch(() => (document.title = "alone"))</script>'),
    );
    await page.waitForFunction('document.title === "alone"');
    expect(refused).toEqual(['https://cdn.example/x.js']);
  });

  it('names what is hard to use, and where', async () => {
    const { page } = await browser.open(await serve('<html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"></main></html>'));
    expect(await accessibilityFaults(page)).toEqual([expect.stringMatching(/^image-alt: .* \(img\)$/)]);
  });
});
