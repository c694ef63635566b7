import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { EventBus } from './bus.ts';
import type { Database } from './database.ts';
import { showInInbox } from './inbox.ts';
import { checkLimits, openIdentities } from './mail-checks.ts';
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

/** Whether an event about a mail is never told: SES publishes to EventBridge at its best effort. */
export type MailDisturbance = (type: MailEventType, mail: KeptMail) => boolean;

export interface Mail {
  /** An address or a domain that may send. A domain covers its addresses and subdomains. */
  verify(identity: string): void;
  /** A configuration set whose events go to the default bus (default: all types). An unknown set refuses the mail, as SES does. */
  configure(configurationSet: string, eventTypes?: MailEventType[]): void;
  /** Accepts a mail as SES does, or throws SES's error. Answers the message id. */
  send(mail: OutgoingMail, caller: string): Promise<string>;
  /** Everything accepted, oldest first. */
  sent(): KeptMail[];
  /** The last `count` of them, oldest first. */
  newest(count: number): KeptMail[];
  /** Makes SES report on a mail: a bounce, a complaint. `about` is merged into the event's own part of the detail. */
  report(messageId: string, type: MailEventType, about?: Record<string, unknown>): Promise<void>;
  disturb(disturbance: MailDisturbance | undefined): void;
}

/** SES message ids are a time-like head, a UUID and a counter; only their look matters. */
const newMessageId = () => `${randomBytes(8).toString('hex')}-${randomUUID()}-000000`;

/** SES's own headers in a raw message say what its parameters would say; a parameter goes first. */
function readOwnHeaders(headers: ReadMail['headers']) {
  const value = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  const tags = (value('x-ses-message-tags') ?? '').split(',').flatMap((pair) => {
    const [name = '', tag] = pair.split('=').map((text) => text.trim());
    return tag === undefined ? [] : [[name, tag]];
  });
  return { tags: Object.fromEntries(tags), configurationSet: value('x-ses-configuration-set') };
}

/** A mail ready to be kept; `bytes` are its MIME message as it is, which text cannot always hold. */
interface AssembledMail {
  mail: KeptMail;
  headers: ReadMail;
  bytes: Uint8Array;
}

async function assemble(outgoing: OutgoingMail, caller: string, at: number): Promise<AssembledMail> {
  const { content, request } = outgoing;
  const messageId = newMessageId();
  const bytes = content instanceof Uint8Array ? content : Buffer.from(composeMail({ ...content, at }, messageId));
  const headers = await readMail(bytes);
  const own = readOwnHeaders(headers.headers);
  const addressed = [...headers.to, ...headers.cc, ...headers.bcc];
  const mail: KeptMail = {
    messageId,
    source: outgoing.source ?? headers.from[0] ?? '',
    destinations: outgoing.destinations.length > 0 ? outgoing.destinations : addressed,
    subject: headers.subject,
    tags: { ...own.tags, ...outgoing.tags },
    configurationSet: outgoing.configurationSet ?? own.configurationSet,
    raw: Buffer.from(bytes).toString(),
    request,
    caller,
    at,
  };
  return { mail, headers, bytes };
}

interface MailPlace {
  dataDir: string;
  region: string;
  accountId: string;
  inboxUrl: string | undefined;
}

/** The mails kept. */
function openBox(database: Database) {
  const insert = database.prepare('INSERT INTO mails (message_id, mail) VALUES (?, ?)');
  const all = database.prepare<{ mail: string }>('SELECT mail FROM mails ORDER BY id');
  const newest = database.prepare<{ mail: string }>('SELECT mail FROM mails ORDER BY id DESC LIMIT ?');
  const byId = database.prepare<{ mail: string }>('SELECT mail FROM mails WHERE message_id = ?');
  return {
    keep: (mail: KeptMail) => void insert.run(mail.messageId, JSON.stringify(mail)),
    all: (): KeptMail[] => all.all().map((row) => JSON.parse(row.mail)),
    newest: (count: number): KeptMail[] =>
      newest
        .all(count)
        .map((row) => JSON.parse(row.mail))
        .reverse(),
    need: (messageId: string): KeptMail => {
      const row = byId.get(messageId);
      if (row !== undefined) return JSON.parse(row.mail);
      throw new LocalProblem('unknown-mail', `No mail ${messageId} was sent.`, 'See sent() for their ids.');
    },
  };
}

/** SES on the given database: keeps every mail whole, tells the default bus, shows it in the inbox. */
export function openMail(database: Database, bus: EventBus, clock: Clock, place: MailPlace): Mail {
  const folder = join(place.dataDir, 'mail');
  mkdirSync(folder, { recursive: true });
  const box = openBox(database);
  const identities = openIdentities(place.region);
  const configurationSets = new Map<string, MailEventType[] | undefined>();
  let disturbance: MailDisturbance | undefined;

  const tell = (type: MailEventType, mail: KeptMail, headers: ReadMail, about: Record<string, unknown> = {}) => {
    if (mail.configurationSet === undefined) return;
    if (!(configurationSets.get(mail.configurationSet)?.includes(type) ?? true)) return;
    if (disturbance?.(type, mail)) return;
    const { region, accountId } = place;
    bus.put(mailEvent(type, mail, { headers, region, accountId, at: clock.now(), about }));
  };
  const show = async (messageId: string, bytes: Uint8Array) => {
    if (place.inboxUrl === undefined) return;
    // SES answers before anybody's inbox does: a failing inbox is told, and the mail stays kept.
    await showInInbox(place.inboxUrl, bytes).catch((error: unknown) => {
      console.warn(`Mail ${messageId} is kept in ${folder} but not shown: ${String(error)}`);
    });
  };
  const check = ({ mail, headers, bytes }: AssembledMail) => {
    checkLimits(mail, bytes.length);
    identities.check([...new Set([...addressesIn(mail.source), ...headers.from])]);
    if (mail.configurationSet === undefined || configurationSets.has(mail.configurationSet)) return;
    const problem = `Configuration set <${mail.configurationSet}> does not exist.`;
    throw new ServiceError('ConfigurationSetDoesNotExist', problem);
  };

  return {
    verify: identities.verify,
    configure: (configurationSet, eventTypes) => void configurationSets.set(configurationSet, eventTypes),
    send: async (outgoing, caller) => {
      const assembled = await assemble(outgoing, caller, clock.now());
      check(assembled);
      const { mail, headers, bytes } = assembled;
      writeFileSync(join(folder, `${mail.messageId}.eml`), bytes);
      database.transaction(() => {
        box.keep(mail);
        for (const type of ['Send' as const, ...outcomeFor(mail.destinations)]) tell(type, mail, headers);
      });
      await show(mail.messageId, bytes);
      return mail.messageId;
    },
    sent: box.all,
    newest: box.newest,
    report: async (messageId, type, about) => {
      const mail = box.need(messageId);
      tell(type, mail, await readMail(Buffer.from(mail.raw)), about);
    },
    disturb: (next) => {
      disturbance = next;
    },
  };
}
