/** The synthesized stack, played on this machine, with a program of many earners: what the tests here post to and count. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { movableClock } from '../../lib/local/clock.ts';
import type { Host } from '../../lib/local/host.ts';
import { type Answer, type Client, clientOf } from '../../lib/local/story/client.ts';
import type { LocalFile } from '../../lib/local/story/local-file.ts';
import { type LocalOptions, openLocal } from '../../lib/local/story/open-local.ts';
import type { StoryMember, StoryProgram } from '../../lib/local/story/people.ts';
import { type Item, itemsOf } from './ledger.ts';

const root = join(import.meta.dirname, '../..');
export const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
export const example = readJson('examples/future-ready-teachers.json');
export const submission = readJson('examples/submission.json');
export const BADGE: string = submission.data.badge;
export const [deploymentAdministrator] = readJson('cdk.json').context.accolade.deploymentAdministrators as string[];

export type Decision = 'approve' | 'return' | 'deny';

/** What a reviewer says: of the whole, and of every criterion. */
export interface Said {
  comment?: string;
  ofCriterion?: string;
  studentsNotIdentifiable?: boolean;
}

export interface Played {
  host: Host;
  local: LocalFile;
  program: StoryProgram;
  client: Client;
  dataDir: string;
  /** The n-th of the many earners. */
  earner(n: number): StoryMember;
  /** A member of the example's own, by role or employee id. */
  member(role: string): StoryMember;
  /** A bearer token, minted for each act: the clock of these tests is moved by hours. */
  token(member: Pick<StoryMember, 'employeeId'>): Promise<string>;
  /** Posts evidence; repeats the same post until it is answered, as a sender does. `data` replaces the usual. */
  post(earner: StoryMember, id?: string, data?: object): Promise<Answer>;
  /** The earner's newest submission for the badge. */
  submissionOf(earner: StoryMember): Promise<{ submissionId: string; attempt: number; state: string }>;
  /** A reviewer starts the review of the earner's submission and decides. Repeats what was not answered. */
  decide(earner: StoryMember, decision: Decision, said?: Said): Promise<void>;
  /** Posts, decides for the badge, and lets everything happen. */
  award(earner: StoryMember): Promise<void>;
  /** Runs all work there is; whatever waits for time to pass gets its time. */
  settle(): Promise<void>;
  /** Fires the schedules of the settler and the sweeper after so many minutes, and runs what follows. */
  later(minutes: number): Promise<void>;
  /** Every item of the table. */
  items(): Promise<Item[]>;
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

/** `options` replace what `openLocal` is given. */
export const playStack = async (earners: number, options: Partial<LocalOptions> = {}): Promise<Played> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'accolade-played-'));
  const program: StoryProgram = { ...example, members: [...example.members, ...manyEarners(earners)] };
  const opening = {
    assemblyDir: inject('assemblyDir'),
    dataDir,
    program,
    submission,
    clock: movableClock(),
    ...options,
  };
  const { host, local } = await openLocal({ deploymentAdministrator: deploymentAdministrator ?? '', ...opening });
  const close = async () => {
    await host.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  return { ...playing(host, local, opening.program), dataDir: opening.dataDir, close };
};

/** What the tests do with a host that is up. */
export const playing = (host: Host, local: LocalFile, program: StoryProgram): Omit<Played, 'dataDir' | 'close'> => {
  const { clock } = host;
  const client = clientOf(local);
  const member = memberOf(program);
  const token = tokenFrom(host);
  const submissionOf = newestSubmission(host);

  const post: Played['post'] = (earner, id = `msg_${randomUUID()}`, data = {}) => {
    const body = { ...submission, data: { ...submission.data, earner: { employeeId: earner.employeeId }, ...data } };
    return answered(() => client.post(id, body, new Date(clock.now())));
  };
  const decide: Played['decide'] = async (earner, decision, said) => {
    const current = await submissionOf(earner);
    const path = `/v1/submissions/${current.submissionId}`;
    const reviewer = await token(member('reviewer'));
    await command(client, reviewer, `${path}/start-review`);
    await command(client, reviewer, `${path}/reviews`, reviewOf(program, current.attempt, decision, said));
  };
  const settle = async () => void (await host.settle({ advance: true, within: 60 * 60_000 }));
  const award: Played['award'] = async (earner) => {
    await post(earner);
    await settle();
    await decide(earner, 'approve');
    await settle();
  };
  const later: Played['later'] = async (minutes) => {
    clock.advance(minutes * 60_000);
    for (const { logicalId } of host.schedules.list()) host.schedules.fire(logicalId, clock.now());
    await settle();
  };
  const items = () => itemsOf(host);
  const earner = (n: number) => member(`T-${n}`);
  return {
    host,
    local,
    program,
    client,
    member,
    earner,
    token,
    post,
    submissionOf,
    decide,
    award,
    settle,
    later,
    items,
  };
};

const memberOf =
  ({ members }: StoryProgram) =>
  (who: string): StoryMember => {
    const found = members.find(({ roles, employeeId }) => roles.includes(who) || employeeId === who);
    if (!found) throw new Error(`There is no ${who}.`);
    return found;
  };

const tokenFrom =
  (host: Host): Played['token'] =>
  async ({ employeeId }) => {
    const person = host.issuer.people().find((one) => one.employeeId === employeeId);
    if (!person) throw new Error(`Nobody can sign in as ${employeeId}.`);
    return host.issuer.mint(person, person.role.includes('reviewer') ? 'cognito' : 'aud');
  };

const newestSubmission =
  (host: Host): Played['submissionOf'] =>
  async ({ employeeId }) => {
    const mine = (await itemsOf(host)).filter((item) => item.entity === 'Submission' && item.earnerId === employeeId);
    const newest = mine.toSorted((one, other) => (String(one.submittedAt) < String(other.submittedAt) ? -1 : 1)).at(-1);
    if (!newest) throw new Error(`${employeeId} has no submission.`);
    return newest as Awaited<ReturnType<Played['submissionOf']>>;
  };

/** Judges every criterion of the badge: at its highest level to approve, at its lowest otherwise. */
const reviewOf = (program: StoryProgram, attempt: number, decision: Decision, said: Said = {}) => {
  const badge = program.badges.find(({ id }) => id === BADGE);
  const criteria = badge?.rubric.map(({ id, levels }) => ({
    criterion: id,
    level: levels.at(decision === 'approve' ? -1 : 0)?.id,
    ...(said.ofCriterion && { comment: said.ofCriterion }),
  }));
  const { comment = 'Seen and judged.', studentsNotIdentifiable = false } = said;
  return { attempt, criteria, decision, comment, studentsNotIdentifiable };
};

/** A command may have been carried out although its answer was lost: then its repetition is refused as illegal. */
const command = async (client: Client, token: string, path: string, body?: unknown) => {
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
