import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendEmailCommand, type SendEmailCommandInput, SendRawEmailCommand } from '@aws-sdk/client-ses';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import * as z from 'zod';
import { startInbox } from '../../../lib/local/edge/inbox.ts';
import { accountId, newDataDir, raise, region, start } from './stage.ts';

async function withMail(options: Parameters<typeof raise>[0] = {}) {
  const dataDir = options.dataDir ?? newDataDir();
  const stage = await raise({ ...options, dataDir });
  stage.edges.mail.verify('district.example.org');
  stage.edges.mail.configure('accolade');
  const send = (input: Partial<SendEmailCommandInput> = {}) =>
    stage.ses.send(new SendEmailCommand({ ...mail, ...input }));
  const reported = () => stage.edges.bus.events().map(({ envelope }) => envelope['detail-type']);
  return { ...stage, dataDir, send, reported };
}

const mail: SendEmailCommandInput = {
  Source: 'Badges <badges@district.example.org>',
  Destination: {
    ToAddresses: ['Ada <ada@example.org>'],
    CcAddresses: ['cc@example.org'],
    BccAddresses: ['bcc@example.org'],
  },
  Message: {
    Subject: { Data: 'Félicitations ! Une distinction pour un très long intitulé de parcours, Ada Łovelace' },
    Body: { Text: { Data: 'Bonjour, ça y est.' }, Html: { Data: '<p>Ça y est.</p>' } },
  },
  Tags: [
    { Name: 'award', Value: 'aw_1' },
    { Name: 'kind', Value: 'earner' },
  ],
  ConfigurationSetName: 'accolade',
};

describe('SES', () => {
  it('keeps the whole mail: tags, configuration set, caller, and a message people can open', async () => {
    const { send, edges, dataDir } = await withMail();
    const { MessageId = '' } = await send();
    const [kept] = edges.mail.sent();
    expect(kept).toMatchObject({
      messageId: MessageId,
      source: mail.Source,
      destinations: ['ada@example.org', 'cc@example.org', 'bcc@example.org'],
      tags: { award: 'aw_1', kind: 'earner' },
      configurationSet: 'accolade',
      caller: 'SomeFunction',
      at: start,
    });
    expect(kept?.request['Destination.BccAddresses.member.1']).toBe('bcc@example.org');
    const eml = readFileSync(join(dataDir, 'mail', `${MessageId}.eml`), 'utf8');
    expect(eml).toBe(kept?.raw);
    expect(eml).not.toContain('bcc@example.org');
    const encoded = eml.split('\r\n').filter((line) => line.includes('=?'));
    expect(encoded.length).toBeGreaterThan(1);
    expect(Math.max(...encoded.map((line) => line.length))).toBeLessThanOrEqual(76);
    const parsed = await PostalMime.parse(eml);
    expect(parsed.subject).toBe(mail.Message?.Subject?.Data);
    expect(parsed.text?.trim()).toBe('Bonjour, ça y est.');
    expect(parsed.html?.trim()).toBe('<p>Ça y est.</p>');
  });

  it('puts the sending on the default bus, with the message tags', async () => {
    const { send, edges } = await withMail();
    const queue = edges.queues.create('mail-events');
    const pattern = {
      source: ['aws.ses'],
      'detail-type': ['Email Sent'],
      detail: { mail: { tags: { kind: ['earner'] } } },
    };
    edges.bus.rules.add({ name: 'sent', busName: 'default', pattern, targets: [{ id: 'q', arn: queue.arn }] });
    const { MessageId } = await send();
    const [message] = edges.queues.receive('mail-events');
    expect(JSON.parse(message?.body ?? '')).toMatchObject({
      source: 'aws.ses',
      'detail-type': 'Email Sent',
      resources: [`arn:aws:ses:${region}:${accountId}:configuration-set/accolade`],
      detail: {
        eventType: 'Send',
        send: {},
        mail: {
          messageId: MessageId,
          timestamp: '2027-03-01T09:00:00.000Z',
          destination: ['ada@example.org', 'cc@example.org', 'bcc@example.org'],
          tags: { 'ses:configuration-set': ['accolade'], award: ['aw_1'], kind: ['earner'] },
          commonHeaders: { subject: mail.Message?.Subject?.Data },
        },
      },
    });
  });

  it('reports what became of a mail: delivered, simulated, or as a test says', async () => {
    const { send, edges, reported } = await withMail();
    const { MessageId = '' } = await send();
    expect(reported()).toEqual(['Email Sent', 'Email Delivered']);
    await send({ Destination: { ToAddresses: ['bounce+1@simulator.amazonses.com'] } });
    await send({ Destination: { ToAddresses: ['complaint@simulator.amazonses.com'] } });
    expect(reported().slice(2)).toEqual([
      'Email Sent',
      'Email Bounced',
      'Email Sent',
      'Email Delivered',
      'Email Complaint Received',
    ]);
    await edges.mail.report(MessageId, 'Bounce', { bounceType: 'Transient', bounceSubType: 'MailboxFull' });
    expect(edges.bus.events().at(-1)?.envelope.detail).toMatchObject({
      eventType: 'Bounce',
      bounce: { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'ada@example.org' }, {}, {}] },
      mail: { messageId: MessageId, tags: { award: ['aw_1'] } },
    });
    await expect(edges.mail.report('nobody', 'Bounce')).rejects.toMatchObject({ code: 'unknown-mail' });
  });

  it('reports only what the configuration set asks for, and nothing without one', async () => {
    const { send, edges, reported } = await withMail();
    edges.mail.configure('bounces', ['Bounce']);
    await send({ ConfigurationSetName: 'bounces' });
    await send({ ConfigurationSetName: undefined });
    expect(reported()).toEqual([]);
    expect(edges.mail.sent()).toHaveLength(2);
  });

  it('tells nothing of a mail where it is disturbed, and takes it all the same', async () => {
    const { send, edges, reported } = await withMail();
    edges.mail.disturb((type) => type === 'Send');
    await send();
    expect(reported()).toEqual(['Email Delivered']);
    expect(edges.mail.sent()).toHaveLength(1);
  });

  it('rejects as SES does', async () => {
    const { send, edges } = await withMail();
    const stranger = send({ Source: 'me@elsewhere.example.com' });
    await expect(stranger).rejects.toMatchObject({ name: 'MessageRejected', message: /me@elsewhere\.example\.com/ });
    const noSet = send({ ConfigurationSetName: 'unknown' });
    await expect(noSet).rejects.toMatchObject({ name: /^ConfigurationSetDoesNotExist/ });
    const badTag = send({ Tags: [{ Name: 'who', Value: 'ada@example.org' }] });
    await expect(badTag).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const crowd = Array.from({ length: 51 }, (_, at) => `p${at}@example.org`);
    await expect(send({ Destination: { BccAddresses: crowd } })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
    });
    await expect(send({ Destination: {} })).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(edges.mail.sent()).toEqual([]);
    await send({ Source: 'x@mail.district.example.org' });
  });

  it('takes a raw message, its recipients and SES’s own headers', async () => {
    const { ses, edges } = await withMail();
    const raw = [
      'From: badges@district.example.org',
      'To: Ada <ada@example.org>',
      'Subject: Raw',
      'X-SES-CONFIGURATION-SET: accolade',
      'X-SES-MESSAGE-TAGS: award=aw_2, kind=raw',
      '',
      'Hello',
    ].join('\r\n');
    await ses.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(raw) } }));
    expect(edges.mail.sent()).toMatchObject([
      {
        destinations: ['ada@example.org'],
        subject: 'Raw',
        tags: { award: 'aw_2', kind: 'raw' },
        configurationSet: 'accolade',
        raw,
      },
    ]);
    expect(edges.bus.events()).toHaveLength(2);
    const forged = Buffer.from(raw.replace('badges@district', 'badges@other'));
    const command = new SendRawEmailCommand({ Source: 'badges@district.example.org', RawMessage: { Data: forged } });
    await expect(ses.send(command)).rejects.toMatchObject({ name: 'MessageRejected' });
  });

  it('shows the mail in the inbox people look at', async () => {
    const inbox = await startInbox();
    onTestFinished(inbox.close);
    const { send } = await withMail({ inboxUrl: inbox.url });
    await send();
    const shown = z.object({
      emails: z.array(z.looseObject({ subject: z.string(), body: z.object({ html: z.string() }) })),
    });
    const store = shown.parse(await (await fetch(`${inbox.url}/store`)).json());
    expect(store.emails.at(-1)?.subject).toBe(mail.Message?.Subject?.Data);
    expect(store.emails.at(-1)?.body.html).toContain('Ça y est.');
  });

  it('accepts the mail when the inbox is down, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    const { send, edges } = await withMail({ inboxUrl: 'http://127.0.0.1:9' });
    await send();
    expect(edges.mail.sent()).toHaveLength(1);
    expect(warn).toHaveBeenCalledOnce();
  });

  it('keeps what was sent over a restart', async () => {
    const { send, dataDir, close } = await withMail();
    const { MessageId } = await send();
    await close();
    const { edges } = await withMail({ dataDir });
    expect(edges.mail.sent().map((kept) => kept.messageId)).toEqual([MessageId]);
  });
});
