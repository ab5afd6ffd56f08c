import type { Clock } from '../clock/clock';
import type { Sql } from '../database/sql';
import { backOffDelay } from '../lifecycle/back-off';
import type { Service } from '../lifecycle/service';
import type { Logger } from '../log/logger';
import { createOutage } from '../log/outage';
import type { UnitOfWork } from '../outbox/transact';
import { outsideRequests } from '../request/scope';
import { insertMail, leaseMail, postponeMail, type QueuedMail, removeMail } from './mail-table';
import { isRefusedForGood, type Mailer, type MailMessage } from './mailer';

/** Mail that is written with its cause in one transaction and sent afterwards: at least once, whatever dies in between. */
export interface MailQueue extends Service {
  /** The mail is sent if, and only if, the transaction commits. */
  enqueue(unit: UnitOfWork<Sql>, mail: Pick<QueuedMail, 'kind' | 'recipient'>): Promise<void>;
}

export interface MailQueueOptions {
  readonly db: Sql;
  /** Without one mail waits until a process has one. */
  readonly mailer: Mailer | undefined;
  /** Gives a mail its words when it is sent; undefined when there is nobody, or nothing any more, to write to. */
  readonly compose: (mail: QueuedMail) => Promise<Omit<MailMessage, 'id'> | undefined>;
  readonly clock: Clock;
  readonly log: Logger;
}

const pollMs = 5_000;
const leaseMs = 300_000;
const most = 5;
const backOff = { first: 5_000, most: 3_600_000 };
/** What could not be sent for so long is of no use any more. */
const givenUpAfterMs = 2 * 86_400_000;

export function createMailQueue({ db, mailer, compose, clock, log }: MailQueueOptions): MailQueue {
  const outage = createOutage(log, 'sending mail');
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let wanted = false;
  let running = false;

  async function deliver(mail: QueuedMail, to: Mailer): Promise<void> {
    try {
      const message = await compose(mail);
      if (message) await to.send({ ...message, id: mail.id });
      outage.over();
      await removeMail(db, mail.id);
    } catch (error) {
      const now = clock.now();
      if (isRefusedForGood(error) || now.getTime() - mail.createdAt.getTime() > givenUpAfterMs) {
        log.error({ err: error, mail: mail.id, kind: mail.kind }, 'a mail was given up');
        await removeMail(db, mail.id);
      } else {
        outage.failed(error);
        await postponeMail(db, mail.id, new Date(now.getTime() + backOffDelay(backOff, mail.attempts)));
      }
    }
  }

  async function sendDue(to: Mailer): Promise<void> {
    while (running) {
      wanted = false;
      const due = await leaseMail(db, { now: clock.now(), leaseMs, most });
      for (const mail of due) await deliver(mail, to);
      if (due.length < most && !wanted) return;
    }
  }

  /** One round at a time in a process; a call during one makes it look again. */
  function work(): void {
    wanted = true;
    if (!running || !mailer) return;
    working ??= sendDue(mailer)
      .catch((error: unknown) => void outage.failed(error))
      .finally(() => {
        working = undefined;
      });
  }

  return {
    name: 'mail',
    async start() {
      if (!mailer) return log.info('SMTP_URL is not set: mail waits until it is');
      await mailer.start();
      running = true;
      timer = setInterval(work, pollMs).unref();
      work();
    },
    async stop() {
      running = false;
      clearInterval(timer);
      await working;
      await mailer?.stop();
    },
    async enqueue({ tx, afterCommit }, mail) {
      await insertMail(tx, mail, clock.now());
      afterCommit(() => outsideRequests(work));
    },
  };
}
