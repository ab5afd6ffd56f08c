import { createTransport } from 'nodemailer';
import type { Service } from '../lifecycle/service';

/** One mail to one person, as plain text. */
export interface MailMessage {
  /** Stays the same when it is sent again, so that a mailbox can tell it has it already. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** More header fields, such as List-Unsubscribe. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Mailer extends Service {
  /** Resolves once the SMTP server has taken the mail; rejects with its answer. */
  send(message: MailMessage): Promise<void>;
}

export interface MailerOptions {
  /** smtp://user:password@host:port, or smtps://. */
  readonly url: string;
  /** `Name <address>`. */
  readonly from: string;
}

/** Milliseconds for each of: to connect, to be greeted, and between two answers. */
const patience = 10_000;

export function createMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    name: 'mailer',
    start: async () => undefined,
    stop: async () => transport.close(),
    send: async ({ id, ...message }) => {
      await transport.sendMail({ ...message, from, messageId: `<${id}@${domain}>` });
    },
  };
}

/** Whether the server has refused for good, so that trying again would not help. */
export const isRefusedForGood = (error: unknown): boolean =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 550 &&
  error.responseCode < 560;
