/** The intake route as API Gateway calls it, on a real table, with a program that is held in memory. */
import { randomBytes } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { Webhook } from 'standardwebhooks';
import { keySets } from '../../../functions/intake/formats/key-sets.ts';
import { postRoutes } from '../../../functions/intake/post-routes.ts';
import { receivePost } from '../../../functions/intake/receive-post.ts';
import { intakeStore } from '../../../functions/intake/store.ts';
import { http } from '../../../functions/platform/http/http.ts';
import type { GuardedFetch } from '../../../functions/platform/outbound/guarded-fetch.ts';
import { stamp } from '../../../functions/platform/stamp.ts';
import { type BadgeFile, type ProgramFile, readProgramFile } from '../../../functions/programs/program-file.ts';
import { SourceItem } from '../../../functions/programs/revision-items.ts';
import { receive } from '../../../functions/submissions/receive.ts';
import { submissionStore } from '../../../functions/submissions/store.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';
import { badge, member, program } from '../programs/minimal-program.ts';

export const SOURCE = 'forms';
/** Always there, also where a test puts another program in place of ours. */
const FORMS = { id: SOURCE, name: 'Forms', format: 'standard-webhooks' } as const;
export const secret = () => `whsec_${randomBytes(24).toString('base64')}`;
export const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

/** A program with what the mapping can meet. */
export const programFile = (more: object = {}): ProgramFile => {
  const read = readProgramFile(
    program({
      badges: [
        badge('planning'),
        badge('feedback', { prerequisites: ['planning'] }),
        badge('mentoring', { repeatable: true }),
      ],
      sources: [FORMS],
      members: [member('E-1', { roles: ['owner'] }), member('E-2'), member('E-3')],
      ...more,
    }),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.program;
};

export const evidence = () => [
  { requirement: 'plan', type: 'file', url: 'https://drive.school.example/plan', shareable: true },
  { requirement: 'reflection', type: 'reflection', text: words(200) },
];

/** The body of a post, with its data changed as the test says. */
export const body = (data: object = {}, envelope: object = {}) =>
  JSON.stringify({
    type: 'submission.created',
    timestamp: '2026-10-14T21:05:00Z',
    data: { earner: { employeeId: 'E-2' }, badge: 'planning', privacyStatement: true, evidence: evidence(), ...data },
    ...envelope,
  });

export interface Post {
  body: string | Uint8Array;
  headers: Record<string, string>;
  sourceId?: string;
  base64?: boolean;
}

let posts = 0;
/** Signs as a sender does: with the official client. */
export const signed = (text: string, key: string, { id = `msg_${++posts}`, at = new Date() } = {}): Post => ({
  body: text,
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign(id, at, text),
  },
});

export const startIntake = async () => {
  const ledger = await startLedger();
  const { table } = ledger;
  const live = [secret(), secret()];
  const state = {
    file: programFile(),
    replaced: new Map<string, Badge | undefined>(),
    held: new Set<string>(),
    now: stamp.now,
    /** Stands for the address where a sender publishes its keys. */
    fetch: (async () => ({ ok: false, why: 'unreachable' })) as GuardedFetch,
  };
  const programs = programsOf(state);
  const awards = {
    held: async (_program: string, earner: string, badgeId: string) =>
      state.held.has(`${earner}/${badgeId}`) ? { awardId: stamp.newId() } : undefined,
  };
  const submissions = submissionStore(table, stamp);
  const handler = http(postRoutes, {
    receivePost: receivePost({
      programs,
      awards,
      secrets: { live: async (sourceId) => ((await programs.source(sourceId)) ? live : []) },
      keySets: keySets({ fetch: (...asked) => state.fetch(...asked), now: () => state.now() }),
      intake: intakeStore(table, stamp),
      submissions: { current: submissions.current, opening: receive({ submissions, ...stamp }) },
      ...stamp,
      now: () => state.now(),
    }),
  });
  const post = async (sent: Post) => {
    const answer = (await handler(gatewayEvent(sent), {} as Context)) as APIGatewayProxyStructuredResultV2;
    return {
      status: answer.statusCode,
      retryAfter: answer.headers?.['retry-after'],
      json: JSON.parse(answer.body ?? 'null') as Record<string, string>,
    };
  };
  return {
    ...ledger,
    post,
    live,
    state,
    programs,
    awards,
    submissions,
    items: () => itemsOf(ledger),
    secret: live[0] as string,
  };
};
export type Intake = Awaited<ReturnType<typeof startIntake>>;

interface State {
  file: ProgramFile;
  /** Badges that have a newer version than the first, or (undefined) were taken out. */
  replaced: Map<string, Badge | undefined>;
}
type Badge = BadgeFile & { version: number };

const programsOf = (state: State) => {
  const firstVersion = (badgeId: string) => {
    const found = state.file.badges.find(({ id }) => id === badgeId);
    return found && { ...found, version: 1 };
  };
  return {
    program: async () => ({ ...state.file, programId: state.file.id, revision: 1 }),
    source: async (sourceId: string) => {
      const found = [...state.file.sources, FORMS].find(({ id }) => id === sourceId);
      return found && SourceItem.parse({ programId: state.file.id, file: found });
    },
    badge: async (_program: string, badgeId: string) =>
      state.replaced.has(badgeId) ? state.replaced.get(badgeId) : firstVersion(badgeId),
    badges: async () => state.file.badges.map((badge) => ({ ...badge, version: 1 })),
    badgeVersion: async (_program: string, badgeId: string, version: number) =>
      version === 1 ? firstVersion(badgeId) : state.replaced.get(badgeId),
    member: async (_program: string, employeeId: string) =>
      state.file.members.find((one) => one.employeeId === employeeId),
    memberByAddress: async (_program: string, address: string) =>
      state.file.members.find(({ addresses }) => addresses.includes(address)),
  };
};

export const gatewayEvent = (
  { body, headers, sourceId = SOURCE, base64 = false }: Post,
  path: string = postRoutes.receivePost.path,
): APIGatewayProxyEventV2 => {
  const rawPath = path.replace('{sourceId}', encodeURIComponent(sourceId));
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath,
    rawQueryString: '',
    headers,
    pathParameters: { sourceId: encodeURIComponent(sourceId) },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method: 'POST', path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: stamp.newId(),
      routeKey: `POST ${path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    body: Buffer.from(body).toString(base64 ? 'base64' : 'utf8'),
    isBase64Encoded: base64,
  };
};

/** Everything in the table, by entity. */
const itemsOf = async ({ client, tableName }: TestLedger) => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }));
  return Items as ({ entity: string } & Record<string, unknown>)[];
};

/** What `entity` the table holds how often, but for the counts of posts in a minute, which go within hours. */
export const counted = async (intake: Intake) => {
  const items = (await intake.items()).filter(({ entity }) => entity !== 'PostCount');
  return Object.fromEntries(
    Map.groupBy(items, ({ entity }) => entity)
      .entries()
      .map(([entity, all]) => [entity, all.length]),
  );
};

/** The newest quarantined post. */
export const quarantined = async (intake: Intake) => {
  const items = (await intake.items()).filter(({ entity }) => entity === 'QuarantinedPost');
  return items.toSorted((one, other) => String(one.receivedAt).localeCompare(String(other.receivedAt))).at(-1);
};

/** A second version of a badge, which asks for a song beside what the first asked for. */
export const secondVersion = (badgeId: string): Badge => {
  const song = { id: 'song', type: 'link', title: 'A song', instructions: 'Sing.' };
  const requirements = [...badge(badgeId).requirements, song];
  const [file] = programFile({ badges: [badge(badgeId, { requirements })] }).badges;
  return { ...(file as BadgeFile), version: 2 };
};
