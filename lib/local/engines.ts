import { join } from 'node:path';
import type { MovableClock } from './clock.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb/dynamodb-local.ts';
import { type Edges, startEdges } from './edge/edges.ts';
import { type Inbox, showInInbox, startInbox } from './edge/inbox.ts';
import { type Gateway, startGateway } from './gateway/gateway.ts';
import { type Issuer, type Person, startIssuer } from './issuer/issuer.ts';

/** Default: any free port each. */
export interface Ports {
  api?: number;
  edges?: number;
  inbox?: number;
  issuer?: number;
  dynamoDb?: number;
}

/** The servers below the stack: none of them knows the template. */
export interface Engines {
  folder: DataFolder;
  dynamoDb: DynamoDbLocal;
  gateway: Gateway;
  issuer: Issuer;
  inbox: Inbox;
  edges: Edges;
  close(): Promise<void>;
}

export interface EnginesOptions {
  dataDir: string | undefined;
  clock: MovableClock;
  ports: Ports;
  people: Person[];
  region: string;
  accountId: string;
}

const MAILS_SHOWN_AGAIN = 200;

/** Starts them all; what was started is closed again when a later one fails. */
export async function startEngines({
  dataDir,
  clock,
  ports,
  people,
  region,
  accountId,
}: EnginesOptions): Promise<Engines> {
  const closers: Array<() => unknown> = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const folder = openDataFolder(dataDir);
    closers.push(folder.release);
    const gateway = await startGateway(ports.api);
    closers.push(gateway.close);
    const directory = folder.kept ? join(folder.path, 'dynamodb') : undefined;
    const dynamoDb = await startDynamoDbLocal({ directory, port: ports.dynamoDb });
    closers.push(dynamoDb.close);
    const issuer = await startIssuer({ apiUrl: gateway.url, dataDir: folder.path, clock, people, port: ports.issuer });
    closers.push(issuer.close);
    const inbox = await startInbox(ports.inbox);
    closers.push(inbox.close);
    const edges = await startEdges({
      dataDir: folder.path,
      clock,
      dynamoDbUrl: dynamoDb.url,
      region,
      accountId,
      inboxUrl: inbox.url,
      port: ports.edges,
    });
    closers.push(edges.close);
    // The inbox forgets; the mails of earlier starts are kept beside it. Thousands of them would hold up a start.
    for (const { raw } of edges.mail.newest(MAILS_SHOWN_AGAIN)) await showInInbox(inbox.url, Buffer.from(raw));
    return { folder, dynamoDb, gateway, issuer, inbox, edges, close };
  } catch (error) {
    await close();
    throw error;
  }
}
