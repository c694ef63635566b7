/** The mailer against the local edge that speaks SES's own protocol, and against the errors that SES documents. */
import { MessageRejected, type SESClient, SESServiceException } from '@aws-sdk/client-ses';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { type Mail, mailClient, sesMailer } from '../../../functions/platform/mailer.ts';
import { raise } from '../../local/edge/stage.ts';

const sender = 'badges@cedarhollow.example';
const now = () => new Date('2027-03-01T09:00:00Z');
const mail: Mail = {
  fromName: 'Maestras y maestros del mañana',
  to: { name: 'Joaquín Beltrán', address: 'joaquin@cedarhollow.example' },
  replyTo: { name: 'Maestras y maestros del mañana', address: 'contact@cedarhollow.example' },
  subject: 'Recibimos tus evidencias para «Retrieval Practice»',
  language: 'es',
  text: 'Hola\n',
  html: '<p>Hola</p>\n',
  tags: { notice: 'fDWNl7ZM7DD5-GdUp__Uo6Itt7IOAI9ARrqLTR5Boh8', attempt: '1' },
};

const failing = (error: unknown) => {
  const client: Pick<SESClient, 'send'> = {
    send: async () => {
      throw error;
    },
  };
  return sesMailer({ sender, configurationSet: 'accolade', now, client, random: () => 0.5 }).send(mail);
};
const sesError = (name: string, message: string, httpStatusCode = 400) =>
  new SESServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });

describe('the mailer', () => {
  it('sends a raw message with its tags and configuration set, to one address', async () => {
    const { edges, ses } = await raise();
    edges.mail.verify('cedarhollow.example');
    edges.mail.configure('accolade');
    const sending = await sesMailer({ sender, configurationSet: 'accolade', now, client: ses }).send(mail);
    const [kept] = edges.mail.sent();
    expect(sending).toEqual({ outcome: 'sent', messageId: kept?.messageId });
    expect(kept).toMatchObject({
      destinations: ['joaquin@cedarhollow.example'],
      subject: mail.subject,
      tags: mail.tags,
      configurationSet: 'accolade',
    });
    const read = await PostalMime.parse(kept?.raw ?? '');
    expect(read.from).toMatchObject({ name: 'Maestras y maestros del mañana', address: sender });
    expect(edges.bus.events()[0]?.envelope).toMatchObject({
      'detail-type': 'Email Sent',
      detail: { mail: { tags: { notice: [mail.tags.notice], attempt: ['1'] } } },
    });
  });

  it('knows from real refusals whose fault they are', async () => {
    const { edges, ses } = await raise();
    const mailer = sesMailer({ sender, configurationSet: 'accolade', now, client: ses });
    edges.mail.configure('accolade');
    expect(await mailer.send(mail)).toMatchObject({ outcome: 'not-sent', error: { code: 'mail-not-possible' } });
    edges.mail.verify('cedarhollow.example');
    const unknownSet = sesMailer({ sender, configurationSet: 'other', now, client: ses });
    expect(await unknownSet.send(mail)).toMatchObject({ outcome: 'not-sent', error: { code: 'mail-not-possible' } });
    expect(edges.mail.sent()).toEqual([]);
  });

  it.each([
    new MessageRejected({
      message:
        'Email address is not verified. The following identities failed the check in region US-EAST-1: joaquin@cedarhollow.example',
      $metadata: { httpStatusCode: 400 },
    }),
    new MessageRejected({ message: 'Address blacklisted.', $metadata: { httpStatusCode: 400 } }),
    sesError('InvalidParameterValue', 'Domain contains illegal character'),
  ])('takes a refused address as such: $message', async (error) => {
    expect(await failing(error)).toEqual({ outcome: 'refused', reason: error.name });
  });

  it.each([
    [sesError('Throttling', 'Maximum sending rate exceeded.'), 60],
    [sesError('TooManyRequestsException', 'Too many requests', 429), 60],
    [sesError('Throttling', 'Daily message quota exceeded.'), 1200],
  ])('asks for time when it is throttled: %s', async (error, retryAfter) => {
    expect(await failing(error)).toMatchObject({ outcome: 'not-sent', error: { code: 'mail-throttled', retryAfter } });
  });

  it.each([
    sesError('AccessDenied', 'not authorized', 403),
    sesError('AccountSendingPausedException', 'paused'),
    sesError('InvalidParameterValue', 'Invalid tag'),
  ])('knows that nothing was sent, and that no repetition helps: $message', async (error) => {
    const sending = await failing(error);
    expect(sending).toMatchObject({ outcome: 'not-sent', error: { name: 'Unprocessable', code: 'mail-not-possible' } });
  });

  it('knows that nothing was sent where SES was never reached', async () => {
    const sending = await failing(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    expect(sending).toMatchObject({ outcome: 'not-sent', error: { name: 'Unavailable', code: 'mail-unreachable' } });
  });

  it.each([
    sesError('InternalFailure', 'oops', 500),
    sesError('ServiceUnavailable', 'oops', 503),
    Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }),
    Object.assign(new Error('timed out'), { name: 'TimeoutError' }),
    'thrown text',
  ])('does not claim to know otherwise: %s', async (error) => {
    expect(await failing(error)).toMatchObject({ outcome: 'unknown' });
  });

  it('asks SES once: a repeated request would be a repeated mail', async () => {
    expect(await mailClient().config.maxAttempts()).toBe(1);
  });

  it('asks SES nothing for an address that it cannot take', async () => {
    const to = { name: 'A', address: 'a@b.example\r\nBcc: c@d.example' };
    const client = mailClient();
    const sending = await sesMailer({ sender, configurationSet: 'accolade', now, client }).send({ ...mail, to });
    expect(sending).toEqual({ outcome: 'refused', reason: 'address-invalid' });
  });
});
