/** The synthesized stack, played on this machine, with a program of many earners: what the tests here post to and count. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { movableClock } from '../../lib/local/clock.ts';
import type { Host } from '../../lib/local/host.ts';
import { type Answer, clientOf } from '../../lib/local/story/client.ts';
import type { LocalFile } from '../../lib/local/story/local-file.ts';
import { openLocal } from '../../lib/local/story/open-local.ts';
import type { StoryMember, StoryProgram } from '../../lib/local/story/people.ts';

const root = join(import.meta.dirname, '../..');
export const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const example = readJson('examples/future-ready-teachers.json');
export const submission = readJson('examples/submission.json');
export const BADGE: string = submission.data.badge;

export interface Played {
  host: Host;
  local: LocalFile;
  program: StoryProgram;
  /** The n-th of the many earners. */
  earner(n: number): StoryMember;
  /** Posts evidence; repeats the same post until it is answered, as a sender does. */
  post(earner: StoryMember, id?: string): Promise<Answer>;
  /** A reviewer starts the review of the earner's submission and decides. Repeats what was not answered. */
  decide(earner: StoryMember, decision: 'approve' | 'return' | 'deny'): Promise<void>;
  /** Runs all work there is; whatever waits for time to pass gets its time. */
  settle(): Promise<void>;
  /** Fires the schedules of the settler and the sweeper an hour from now, and runs what follows. */
  anHourLater(): Promise<void>;
  /** Every item of the table. */
  items(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const manyEarners = (count: number): StoryMember[] =>
  Array.from({ length: count }, (_, n) => ({
    ...example.members.find((member: StoryMember) => member.roles.includes('earner')),
    employeeId: `T-${n}`,
    name: `Teacher Number${n}`,
    addresses: [`teacher.${n}@cedarhollow.example`],
    roles: ['earner'],
  }));

export const playStack = async (earners: number): Promise<Played> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accolade-played-'));
  const program: StoryProgram = { ...example, members: [...example.members, ...manyEarners(earners)] };
  const [deploymentAdministrator] = readJson('cdk.json').context.accolade.deploymentAdministrators;
  const clock = movableClock();
  const { host, local } = await openLocal({
    assemblyDir: inject('assemblyDir'),
    dataDir,
    program,
    deploymentAdministrator,
    clock,
  });
  const client = clientOf(local);

  const submissionOf = async (earner: StoryMember) => {
    const items = await itemsOf(host);
    const mine = items.filter((item) => item.entity === 'Submission' && item.earnerId === earner.employeeId);
    return mine.at(-1) as { submissionId: string; attempt: number; badgeVersion: number } | undefined;
  };

  const played: Played = {
    ...{ host, local, program },
    earner: (n) => {
      const found = program.members.find(({ employeeId }) => employeeId === `T-${n}`);
      if (!found) throw new Error(`There is no earner ${n}.`);
      return found;
    },
    post: (earner, id = `msg_${randomUUID()}`) => {
      const body = { ...submission, data: { ...submission.data, earner: { employeeId: earner.employeeId } } };
      return answered(() => client.post(id, body, new Date(clock.now())));
    },
    async decide(earner, decision) {
      const current = await submissionOf(earner);
      if (!current) throw new Error(`${earner.employeeId} has no submission.`);
      const path = `/v1/submissions/${current.submissionId}`;
      const token = await reviewerToken(host);
      await command(client, token, `${path}/start-review`);
      await command(client, token, `${path}/reviews`, reviewOf(program, current.attempt, decision));
    },
    settle: async () => void (await host.settle({ advance: true, within: 60 * 60_000 })),
    async anHourLater() {
      clock.advance(60 * 60_000);
      for (const { logicalId } of host.schedules.list()) host.schedules.fire(logicalId, clock.now());
      await played.settle();
    },
    items: () => itemsOf(host),
    async close() {
      await host.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return played;
};

/** Minted for each act: the clock of these tests is moved by hours. */
const reviewerToken = async (host: Host) => {
  const reviewer = host.issuer.people().find(({ role }) => role.includes('reviewer'));
  if (!reviewer) throw new Error('The program has no reviewer.');
  return host.issuer.mint(reviewer, 'cognito');
};

/** Judges every criterion of the badge: at its highest level to approve, at its lowest otherwise. */
const reviewOf = (program: StoryProgram, attempt: number, decision: 'approve' | 'return' | 'deny') => {
  const badge = program.badges.find(({ id }) => id === BADGE);
  const criteria = badge?.rubric.map(({ id, levels }) => ({
    criterion: id,
    level: levels.at(decision === 'approve' ? -1 : 0)?.id,
  }));
  return { attempt, criteria, decision, comment: 'Seen and judged.' };
};

/** A command may have been carried out although its answer was lost: then its repetition is refused as illegal. */
const command = async (client: ReturnType<typeof clientOf>, token: string, path: string, body?: unknown) => {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.call(token, 'POST', path, body, attempt === 1 ? [200, 201] : [200, 201, 409]);
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
};

/** As a sender does: the same post again, until it is answered by something other than a failure of ours. */
const answered = async (send: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt++) {
    const answer = await send().catch(() => undefined);
    if (answer && answer.status < 500) return answer;
    if (attempt === 4) throw new Error(`The post was not taken: ${JSON.stringify(answer)}`);
  }
};

const itemsOf = async (host: Host): Promise<Record<string, unknown>[]> => {
  const { unmarshall } = await import('@aws-sdk/util-dynamodb');
  const TableName = host.resolve(host.find('AWS::DynamoDB::GlobalTable', 'Ledger'));
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = (await host.dynamoDb.call('Scan', { TableName, ConsistentRead: true, ExclusiveStartKey })) as {
      Items: Parameters<typeof unmarshall>[0][];
      LastEvaluatedKey?: unknown;
    };
    items.push(...page.Items.map((item) => unmarshall(item)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};
