import type { NewEvent } from './bus.ts';
import type { KeptMail, MailEventType } from './mail.ts';
import type { ReadMail } from './mime.ts';

/** The detail-type under which SES puts each event type on the default bus, and the name of its own part of the detail. */
const kinds: Record<MailEventType, { detailType: string; part: string }> = {
  Send: { detailType: 'Email Sent', part: 'send' },
  Delivery: { detailType: 'Email Delivered', part: 'delivery' },
  Bounce: { detailType: 'Email Bounced', part: 'bounce' },
  Complaint: { detailType: 'Email Complaint Received', part: 'complaint' },
  Reject: { detailType: 'Email Rejected', part: 'reject' },
  DeliveryDelay: { detailType: 'Email Delivery Delayed', part: 'deliveryDelay' },
};

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
const each = (tags: Record<string, string>) =>
  Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));

/** What SES says of an event type when nobody says more: a hard bounce, a complaint as abuse, a plain delivery. */
function partOf(type: MailEventType, mail: KeptMail, timestamp: string): Record<string, unknown> {
  const recipients = mail.destinations.map((emailAddress) => ({ emailAddress }));
  switch (type) {
    case 'Send':
      return {};
    case 'Delivery':
      return { timestamp, processingTimeMillis: 1, recipients: mail.destinations, smtpResponse: '250 2.0.0 OK' };
    case 'Bounce':
      return {
        timestamp,
        bounceType: 'Permanent',
        bounceSubType: 'General',
        feedbackId: mail.messageId,
        bouncedRecipients: recipients.map((one) => ({ ...one, action: 'failed', status: '5.1.1' })),
      };
    case 'Complaint':
      return {
        timestamp,
        feedbackId: mail.messageId,
        complaintFeedbackType: 'abuse',
        complainedRecipients: recipients,
      };
    case 'Reject':
      return { reason: 'Bad content' };
    case 'DeliveryDelay':
      return { timestamp, delayType: 'TransientCommunicationFailure', delayedRecipients: recipients };
  }
}

interface MailEventOptions {
  headers: ReadMail;
  region: string;
  accountId: string;
  /** Epoch ms of the event, not of the mail. */
  at: number;
  about?: Record<string, unknown>;
}

/** The event SES publishes to the default bus about a mail sent with a configuration set. */
export function mailEvent(type: MailEventType, mail: KeptMail, options: MailEventOptions): NewEvent {
  const { headers, region, accountId, at, about = {} } = options;
  const { detailType, part } = kinds[type];
  const set = mail.configurationSet ?? '';
  return {
    source: 'aws.ses',
    detailType,
    resources: [`arn:aws:ses:${region}:${accountId}:configuration-set/${set}`],
    time: at,
    detail: {
      eventType: type,
      mail: {
        timestamp: new Date(mail.at).toISOString(),
        source: mail.source,
        sourceArn: `arn:aws:ses:${region}:${accountId}:identity/${domainOf(headers.from[0] ?? mail.source)}`,
        sendingAccountId: accountId,
        messageId: mail.messageId,
        destination: mail.destinations,
        headersTruncated: false,
        headers: headers.headers,
        commonHeaders: { from: headers.from, to: headers.to, messageId: mail.messageId, subject: headers.subject },
        tags: {
          'ses:configuration-set': [set],
          'ses:from-domain': [domainOf(headers.from[0] ?? mail.source)],
          'ses:caller-identity': [mail.caller],
          'ses:source-ip': ['127.0.0.1'],
          ...each(mail.tags),
        },
      },
      [part]: { ...partOf(type, mail, new Date(at).toISOString()), ...about },
    },
  };
}

/** SES's mailbox simulator: what becomes of a mail is told by whom it is for. */
export function outcomeFor(destinations: string[]): MailEventType[] {
  const simulates = (mailbox: string) =>
    destinations.some((address) =>
      new RegExp(`^${mailbox}(\\+[^@]*)?@simulator\\.amazonses\\.com$`, 'i').test(address),
    );
  if (simulates('bounce')) return ['Bounce'];
  return simulates('complaint') ? ['Delivery', 'Complaint'] : ['Delivery'];
}
