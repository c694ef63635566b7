/** Mail by SES, with an honest answer about what is known of each sending: SES has no idempotency token. */
import { type MessageTag, SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { Unavailable, Unprocessable } from './errors.ts';
import { isDeliverable, type MailMessage, writeMessage } from './mail-message.ts';
import type { Now } from './stamp.ts';

/** What is to be sent; the address it comes from is the deployment's own, and who speaks is said by the name. */
export interface Mail extends Omit<MailMessage, 'from' | 'date'> {
  fromName: string;
  /** SES repeats them in its events. Letters, digits, `_` and `-` only, 256 at most (SES). */
  tags: Readonly<Record<string, string>>;
}

export type Sending =
  | { outcome: 'sent'; messageId: string }
  /** This mail will never be taken, others may: the address is wrong, or SES refuses it. */
  | { outcome: 'refused'; reason: string }
  /** Certainly not sent, and not because of this mail. */
  | { outcome: 'not-sent'; error: Unavailable | Unprocessable }
  /** The answer was lost: it may have been sent. */
  | { outcome: 'unknown'; error: unknown };

export interface Mailer {
  send(mail: Mail): Promise<Sending>;
}

/**
 * One try and no more: the SDK would repeat a request whose answer was lost, and with it the mail. The request ends well
 * before any function that waits for it.
 */
export const mailClient = () =>
  new SESClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });

interface SesMailer {
  sender: string;
  configurationSet: string;
  now: Now;
  client?: Pick<SESClient, 'send'>;
  random?: () => number;
}

export const sesMailer = ({
  sender,
  configurationSet,
  now,
  client = mailClient(),
  random = Math.random,
}: SesMailer): Mailer => ({
  async send({ fromName, tags, ...mail }) {
    if (!isDeliverable(mail.to.address)) return { outcome: 'refused', reason: 'address-invalid' };
    const message = writeMessage({ ...mail, from: { name: fromName, address: sender }, date: now() });
    try {
      const { MessageId = '' } = await client.send(
        new SendRawEmailCommand({
          Source: sender,
          Destinations: [mail.to.address],
          RawMessage: { Data: Buffer.from(message) },
          ConfigurationSetName: configurationSet,
          Tags: Object.entries(tags).map(([Name, Value]): MessageTag => ({ Name, Value })),
        }),
      );
      return { outcome: 'sent', messageId: MessageId };
    } catch (error) {
      return outcomeOf(error, sender, random);
    }
  },
});

/** What is known after a failed request. A 4xx says that SES took nothing; anything less clear may have been sent. */
const outcomeOf = (error: unknown, sender: string, random: () => number): Sending => {
  if (!(error instanceof Error)) return { outcome: 'unknown', error };
  const { name, message } = error;
  if (isThrottle(name, message)) {
    // The daily quota frees itself over hours, the rate within a second.
    const least = /daily/i.test(message) ? 600 : 30;
    return notSent('mail-throttled', 'SES takes no more mail at the moment.', error, least + random() * 2 * least);
  }
  if (isAboutMail(name, message, sender)) return { outcome: 'refused', reason: name };
  if (neverLeft(error)) return notSent('mail-unreachable', 'SES cannot be reached.', error);
  if (statusOf(error) < 500) return { outcome: 'not-sent', error: notPossible(error) };
  return { outcome: 'unknown', error };
};

const notSent = (code: string, message: string, cause: Error, retryAfter?: number): Sending => ({
  outcome: 'not-sent',
  error: new Unavailable(code, { message, cause, ...(retryAfter !== undefined && { retryAfter }) }),
});

/** No repetition helps: somebody must see to the sender, the permission or the account. Parked, it comes back by a redrive. */
const notPossible = (cause: Error) =>
  new Unprocessable('mail-not-possible', { message: 'SES takes no mail from this deployment: see the cause.', cause });

const isThrottle = (name: string, message: string) =>
  /^(Throttling|TooManyRequests|LimitExceeded)/.test(name) || /maximum sending rate|daily message quota/i.test(message);

/** A sender that is not verified refuses every mail, with the name of a refused one: that is the deployment's fault. */
const isAboutMail = (name: string, message: string, sender: string) => {
  const domain = sender.slice(sender.indexOf('@') + 1);
  if (name === 'MessageRejected') {
    const unverified = /not verified/i.test(message) ? (message.split(':').at(-1) ?? '').split(',') : [];
    return !unverified.some((identity) => identity.includes(sender) || identity.trim() === domain);
  }
  return name.startsWith('InvalidParameterValue') && /address|domain|recipient/i.test(message);
};

/** Infinite where there was no answer. */
const statusOf = (error: Error) => {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  const status = metadata instanceof Object && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === 'number' && status >= 400 ? status : Number.POSITIVE_INFINITY;
};

/** No connection, or nothing to sign the request with: SES cannot have seen it. */
const neverLeft = (error: Error) =>
  error.name === 'CredentialsProviderError' ||
  ('code' in error && ['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN'].includes(String(error.code)));
