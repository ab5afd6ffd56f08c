import type { AddressInfo } from 'node:net';
import type { Service } from '@ejazz/platform/lifecycle/service';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** An SMTP server on loopback that takes every mail and keeps the latest in memory: for development and tests. */
export interface Mailbox extends Service {
  /** What SMTP_URL has to be, once started. */
  readonly url: string;
  /** Latest first. */
  mails(): readonly ReceivedMail[];
}

const kept = 200;
const largest = 1024 * 1024;

export function createMailbox(): Mailbox {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: largest,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('The mail is too large.'), { responseCode: 552 }));
        PostalMime.parse(Buffer.concat(chunks)).then(({ messageId = '', from, subject = '', text = '' }) => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          mails.unshift({ messageId, receivedAt: new Date(), from: from?.address ?? '', to, subject, text });
          mails.splice(kept);
          done();
        }, done);
      });
    },
  });
  // A client that breaks off is no concern of ours.
  server.on('error', () => undefined);
  return {
    name: 'mailbox',
    get url() {
      return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen(0, '127.0.0.1', () => resolve());
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    mails: () => [...mails],
  };
}
