import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { EventBus } from './bus.ts';
import type { Database } from './database.ts';
import type { Clock } from './edges.ts';
import { showInInbox } from './inbox.ts';
import { mailEvent, outcomeFor } from './mail-events.ts';
import { addressesIn, composeMail, type ReadMail, readMail, type SimpleMail } from './mime.ts';

export interface KeptMail {
  messageId: string;
  source: string;
  destinations: string[];
  subject: string;
  tags: Record<string, string>;
  configurationSet: string | undefined;
  /** The whole message as MIME text: also in `<dataDir>/mail/<messageId>.eml`. */
  raw: string;
  /** The request as it was sent, parameter by parameter. */
  request: Record<string, string>;
  /** The function that sent it. */
  caller: string;
  /** Epoch ms. */
  at: number;
}

/** SES event types as their EventBridge detail names them. */
export type MailEventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay';

/** A mail as asked for: parts to compose, or a finished MIME message. */
export interface OutgoingMail {
  source: string | undefined;
  /** Bare addresses; empty for a MIME message means its own To, Cc and Bcc. */
  destinations: string[];
  tags: Record<string, string>;
  configurationSet: string | undefined;
  content: Omit<SimpleMail, 'at'> | Uint8Array;
  request: Record<string, string>;
}

export interface Mail {
  /** An address or a domain that may send. A domain covers its addresses and subdomains. */
  verify(identity: string): void;
  /** A configuration set whose events go to the default bus (default: all types). An unknown set refuses the mail, as SES does. */
  configure(configurationSet: string, eventTypes?: MailEventType[]): void;
  /** Accepts a mail as SES does, or throws SES's error. Answers the message id. */
  send(mail: OutgoingMail, caller: string): Promise<string>;
  /** Everything accepted, oldest first. */
  sent(): KeptMail[];
  /** Makes SES report on a mail: a bounce, a complaint. `about` is merged into the event's own part of the detail. */
  report(messageId: string, type: MailEventType, about?: Record<string, unknown>): Promise<void>;
}

/** SES API of 2010-12-01: 10 MB a message (in base64), 50 recipients. */
const sizeLimit = 10 * 1024 * 1024;
const recipientLimit = 50;

/** SES message ids are a time-like head, a UUID and a counter; only their look matters. */
const newMessageId = () => `${randomBytes(8).toString('hex')}-${randomUUID()}-000000`;

function checkLimits(destinations: string[], tags: Record<string, string>, raw: Uint8Array): void {
  if (destinations.length === 0) throw new ServiceError('InvalidParameterValue', 'Missing final destinations.');
  if (destinations.length > recipientLimit)
    throw new ServiceError('InvalidParameterValue', 'Recipient count exceeds 50.');
  if ((raw.length * 4) / 3 > sizeLimit)
    throw new ServiceError('InvalidParameterValue', 'Message length is more than 10 MB.');
  const wrong = Object.entries(tags)
    .flat()
    .find((text) => !/^[A-Za-z0-9_-]{1,256}$/.test(text));
  if (wrong === undefined) return;
  throw new ServiceError(
    'InvalidParameterValue',
    `Tag <${wrong}>: only letters, digits, _ and - are allowed, 256 at most.`,
  );
}

/** SES's own headers in a raw message say what parameters would, and do not go out. */
function takeOwnHeaders(headers: ReadMail['headers']) {
  const value = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const tags = (value('x-ses-message-tags') ?? '').split(',').flatMap((pair) => {
    const [name = '', tag] = pair.split('=').map((text) => text.trim());
    return tag === undefined ? [] : [[name, tag]];
  });
  return { tags: Object.fromEntries(tags), configurationSet: value('x-ses-configuration-set') };
}

interface MailPlace {
  dataDir: string;
  region: string;
  accountId: string;
  inboxUrl: string | undefined;
}

function openIdentities(region: string) {
  const verified = new Set<string>();
  const isVerified = (address: string) => {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return verified.has(address) || [...verified].some((one) => domain === one || domain.endsWith(`.${one}`));
  };
  return {
    verify: (identity: string) => void verified.add(identity.toLowerCase()),
    check: (addresses: string[]) => {
      const failed = addresses.filter((address) => !isVerified(address.toLowerCase()));
      if (failed.length === 0) return;
      const message = `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${failed.join(', ')}`;
      throw new ServiceError('MessageRejected', message);
    },
  };
}

/** SES on the given database: keeps every mail whole, tells the default bus, shows it in the inbox. */
export function openMail(database: Database, bus: EventBus, clock: Clock, place: MailPlace): Mail {
  const folder = join(place.dataDir, 'mail');
  mkdirSync(folder, { recursive: true });
  const insert = database.prepare('INSERT INTO mails (message_id, mail) VALUES (?, ?)');
  const all = database.prepare<{ mail: string }>('SELECT mail FROM mails ORDER BY id');
  const byId = database.prepare<{ mail: string }>('SELECT mail FROM mails WHERE message_id = ?');
  const identities = openIdentities(place.region);
  const configurationSets = new Map<string, MailEventType[] | undefined>();

  const tell = (type: MailEventType, mail: KeptMail, headers: ReadMail, about: Record<string, unknown> = {}) => {
    if (mail.configurationSet === undefined) return;
    if (!(configurationSets.get(mail.configurationSet)?.includes(type) ?? true)) return;
    const { region, accountId } = place;
    bus.put(mailEvent(type, mail, { headers, region, accountId, at: clock.now(), about }));
  };
  const show = async (mail: KeptMail) => {
    if (place.inboxUrl === undefined) return;
    // SES answers before anybody's inbox does: a failing inbox is told, and the mail stays kept.
    await showInInbox(place.inboxUrl, Buffer.from(mail.raw)).catch((error: unknown) => {
      console.warn(`Mail ${mail.messageId} is kept in ${folder} but not shown: ${String(error)}`);
    });
  };
  const assemble = async (outgoing: OutgoingMail, caller: string): Promise<{ mail: KeptMail; headers: ReadMail }> => {
    const messageId = newMessageId();
    const at = clock.now();
    const { content } = outgoing;
    const raw = content instanceof Uint8Array ? content : Buffer.from(composeMail({ ...content, at }, messageId));
    const headers = await readMail(raw);
    const own = takeOwnHeaders(headers.headers);
    const configurationSet = outgoing.configurationSet ?? own.configurationSet;
    const destinations =
      outgoing.destinations.length > 0 ? outgoing.destinations : [...headers.to, ...headers.cc, ...headers.bcc];
    const tags = { ...own.tags, ...outgoing.tags };
    checkLimits(destinations, tags, raw);
    const source = outgoing.source ?? headers.from[0] ?? '';
    identities.check([...new Set([...addressesIn(source), ...headers.from])]);
    if (configurationSet !== undefined && !configurationSets.has(configurationSet)) {
      throw new ServiceError('ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`);
    }
    const text = Buffer.from(raw).toString();
    const { subject } = headers;
    const { request } = outgoing;
    return {
      mail: { messageId, source, destinations, subject, tags, configurationSet, raw: text, request, caller, at },
      headers,
    };
  };

  return {
    verify: identities.verify,
    configure: (configurationSet, eventTypes) => void configurationSets.set(configurationSet, eventTypes),
    send: async (outgoing, caller) => {
      const { mail, headers } = await assemble(outgoing, caller);
      writeFileSync(join(folder, `${mail.messageId}.eml`), mail.raw);
      database.transaction(() => {
        insert.run(mail.messageId, JSON.stringify(mail));
        for (const type of ['Send' as const, ...outcomeFor(mail.destinations)]) tell(type, mail, headers);
      });
      await show(mail);
      return mail.messageId;
    },
    sent: () => all.all().map((row) => JSON.parse(row.mail)),
    report: async (messageId, type, about) => {
      const row = byId.get(messageId);
      if (row === undefined)
        throw new LocalProblem('unknown-mail', `No mail ${messageId} was sent.`, 'See sent() for their ids.');
      const mail: KeptMail = JSON.parse(row.mail);
      tell(type, mail, await readMail(Buffer.from(mail.raw)), about);
    },
  };
}
