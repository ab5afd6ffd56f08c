import { createHttpServer, type HttpServer } from '@ejazz/platform/http/http-server';
import { createLogger } from '@ejazz/platform/log/logger';
import { createMailer, isRefusedForGood } from '@ejazz/platform/mail/mailer';
import { createMetrics } from '@ejazz/platform/metrics/metrics';
import { createMailbox } from '../src/mailbox/mailbox';
import { mailboxPath, mailboxRoutes } from '../src/mailbox/mailbox-page';

const mailbox = createMailbox();
let http: HttpServer;
beforeAll(async () => {
  await mailbox.start();
  http = createHttpServer({
    name: 'mailbox',
    host: '127.0.0.1',
    port: 0,
    portSetting: 'PORT',
    routes: mailboxRoutes(mailbox),
    log: createLogger('mailbox', 'silent'),
    metrics: createMetrics('mailbox', { processFigures: false }),
  });
  await http.start();
});
afterAll(async () => {
  await http.stop();
  await mailbox.stop();
});

test('the mailbox takes what a mailer sends, and shows it as text alone', async () => {
  const mailer = createMailer({ url: mailbox.url, from: 'Ejazz <no-reply@ejazz.example>' });
  await mailer.start();
  await mailer.send({
    id: 'eml_1',
    to: 'ann@example.org',
    subject: 'Grüße & <b>',
    text: 'See https://app.example/#token=x\n<script>alert(1)</script>\n',
  });
  await mailer.stop();
  expect(mailbox.mails()).toMatchObject([
    { messageId: '<eml_1@ejazz.example>', from: 'no-reply@ejazz.example', to: ['ann@example.org'], subject: 'Grüße & <b>' },
  ]);
  const response = await fetch(new URL(mailboxPath, http.url));
  const html = await response.text();
  expect(html).toContain('Grüße &amp; &lt;b&gt;');
  expect(html).toContain('<a href="https://app.example/#token=x">');
  expect(html).not.toContain('<script>');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a mailer tells when a mail is refused for good, so that it is not tried for ever', async () => {
  const mailer = createMailer({ url: mailbox.url, from: 'no-reply@ejazz.example' });
  const tooLarge = { id: 'eml_2', to: 'ann@example.org', subject: 'Long', text: 'x\n'.repeat(1_000_000) };
  const refusal: unknown = await mailer.send(tooLarge).catch((error: unknown) => error);
  await mailer.stop();
  expect(isRefusedForGood(refusal)).toBe(true);
  const away: unknown = await createMailer({ url: 'smtp://127.0.0.1:1', from: 'no-reply@ejazz.example' })
    .send(tooLarge)
    .catch((error: unknown) => error);
  expect(away).toHaveProperty('code');
  expect(isRefusedForGood(away)).toBe(false);
});
