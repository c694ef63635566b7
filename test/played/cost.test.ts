/**
 * What a thousand awards cost: one award's requests, counted on the played stack, times the price list. The first story of
 * a fresh stack is counted, so that functions start cold and read their keys and secrets anew: an upper bound.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';
import type { Intercept, OutboundRequest } from '../../lib/local/edge/exchange.ts';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { asTable, bill, figureIn, type Priced, total } from '../stack/prices.ts';
import { type Played, playStack } from './played-stack.ts';
import { shared, type Touched, touch } from './touched.ts';

/** Assumed, not measured on AWS: a laptop says nothing of Lambda's clock. */
const SECONDS_OF_A_RUN = 0.3;
/** Assumed: the lines that Lambda itself writes of a run, and API Gateway's line of a request. */
const LOG_BYTES = { run: 400, request: 350 };
const MONTHS_KEPT = 12;

let played: Played;
beforeAll(async () => {
  played = await playStack(2);
  // The program that was put has an event of its own.
  await played.settle();
});
afterAll(() => played?.close());

const Capacity = z.object({
  ReadCapacityUnits: z.number().optional(),
  WriteCapacityUnits: z.number().optional(),
  CapacityUnits: z.number().optional(),
});
const Answered = z.object({ ConsumedCapacity: z.union([Capacity, z.array(Capacity)]).optional() });
const Template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) })),
});

const template = () =>
  Template.parse(JSON.parse(readFileSync(join(inject('assemblyDir'), 'Accolade.template.json'), 'utf8'))).Resources;
const memoryOf = (logicalId: string) => Number(template()[logicalId]?.Properties.MemorySize) / 1024;
const isCalledByTheApi = (logicalId: string) =>
  Object.values(template()).some(
    ({ Type, Properties }) =>
      Type === 'AWS::Lambda::Permission' && JSON.stringify(Properties.FunctionName).includes(`"${logicalId}"`),
  );

type Counts = Record<Priced, number>;

/** Items written in transactions, each of which takes two units at least: a check on what DynamoDB Local says. */
let written = 0;

const WRITES = new Set(['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

/** Counts each request that a function sends out, by what is paid for it. DynamoDB itself says what it took. */
const counting = (counts: Counts, touched: Touched): Intercept => {
  const countUnits = (request: OutboundRequest, body: string | Uint8Array) => {
    const { ConsumedCapacity } = Answered.parse(JSON.parse(Buffer.from(body).toString('utf8')));
    const units = [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    counts[WRITES.has(request.operation) ? 'write' : 'read'] += units;
    touch(touched, request, units);
  };
  return async (request, forward) => {
    const { service, operation, body } = request;
    if (service === 'dynamodb') {
      const answer = await forward(JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }));
      countUnits(request, answer.body);
      if (operation === 'TransactWriteItems') written += JSON.parse(body).TransactItems.length;
      return answer;
    }
    if (service === 'kms') counts[operation === 'Encrypt' || operation === 'Decrypt' ? 'open' : 'sign'] += 1;
    if (service === 'ses') counts.mail += 1;
    if (service === 'sqs') counts.queue += 1;
    if (service === 'events') {
      const { Entries } = z.object({ Entries: z.array(z.unknown()) }).parse(JSON.parse(body));
      counts.event += Entries.length;
      counts.archive += JSON.stringify(Entries).length / 1e9;
    }
    return forward();
  };
};

const none = (): Counts => ({
  ...{ key: 0, alarm: 0, metric: 0, storage: 0, backup: 0, write: 0, read: 0, invocation: 0, compute: 0 },
  ...{ request: 0, queue: 0, event: 0, archive: 0, schedule: 0, sign: 0, open: 0, mail: 0, log: 0 },
});

/** The story of `npm start`: a return, another attempt, an approval; then the pages that people and a verifier open. */
const story = async (nth: number) => {
  const teacher = played.earner(nth);
  await played.post(teacher);
  await played.settle();
  await played.decide(teacher, 'return');
  await played.settle();
  await played.post(teacher);
  await played.settle();
  await played.decide(teacher, 'approve');
  await played.settle();
  await look(teacher);
};

const look = async ({ employeeId }: StoryMember) => {
  const { apiUrl, programId } = played.local;
  const items = await played.items();
  const [submission, credential] = ['Submission', 'Credential'].map((entity) =>
    items.find((item) => item.entity === entity && item.earnerId === employeeId),
  );
  const addresses = [
    // Two reviews, each from the queue; the earner after the return and at the end; the badge, a verifier.
    ...Array(2).fill(`/v1/programs/${programId}/submissions`),
    ...Array(4).fill(`/v1/submissions/${submission?.submissionId}`),
    ...Array(2).fill(`/credentials/${credential?.credentialId}?key=${credential?.holderKey}`),
    ...[`/programs/${programId}/did.json`, `/programs/${programId}/badges/${credential?.badgeId}`],
  ];
  const reviewer = played.host.issuer.people().find(({ role }) => role.includes('reviewer'));
  if (!reviewer) throw new Error('The program has no reviewer.');
  const authorization = `Bearer ${await played.host.issuer.mint(reviewer, 'cognito')}`;
  for (const address of addresses) {
    const answer = await fetch(`${apiUrl}${address}`, { headers: address.includes('key=') ? {} : { authorization } });
    expect(answer.status, address).toBe(200);
  }
};

/** What one award took, by what is paid for it; and what it touched. */
const measured = async (nth: number): Promise<{ counts: Counts; touched: Touched }> => {
  const counts = none();
  const touched: Touched = new Map();
  const { host } = played;
  const before = { runs: host.invocations(), lines: host.logs().length, bytes: sizeOf(await played.items()) };
  host.edges.intercept(counting(counts, touched));
  // Into the queue, out of it, and away: each message as a batch of its own.
  host.edges.bus.disturb(() => {
    counts.queue += 3;
    return 1;
  });
  await story(nth);
  host.edges.intercept(undefined);
  for (const [logicalId, runs] of Object.entries(host.invocations())) {
    const more = runs - (before.runs[logicalId] ?? 0);
    counts.invocation += more;
    counts.compute += more * SECONDS_OF_A_RUN * memoryOf(logicalId);
    if (isCalledByTheApi(logicalId)) counts.request += more;
  }
  const own = host.logs().slice(before.lines);
  const logged = own.reduce((sum, { text }) => sum + text.length, 0);
  counts.log = (logged + counts.invocation * LOG_BYTES.run + counts.request * LOG_BYTES.request) / 1e9;
  counts.storage = ((sizeOf(await played.items()) - before.bytes) / 1e9) * MONTHS_KEPT;
  counts.backup = counts.storage;
  return { counts, touched };
};

const sizeOf = (items: unknown[]) => items.reduce<number>((sum, item) => sum + JSON.stringify(item).length, 0);

/** The first story and what it touched; the second is compared with it. */
const stories: Touched[] = [];
let cold: Counts;

/** The figure in the row of docs/scale.md that begins so. */
const rowIn = (scale: string, words: string): number => {
  const found = scale.split('\n').find((line) => line.startsWith(`| ${words} |`));
  if (!found) throw new Error(`docs/scale.md has no row "${words}".`);
  return Number(found.split('|')[2]?.replaceAll(',', ''));
};

describe('a thousand awards', () => {
  it('cost what README.md says', async () => {
    const { counts, touched } = await measured(0);
    stories.push(touched);
    cold = counts;
    expect(counts.write).toBeGreaterThanOrEqual(2 * written);
    const thousand = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => [name, count * 1000]);
    const lines = bill(Object.fromEntries(thousand));
    console.table(asTable(lines));
    console.log(`A thousand awards: $${total(lines).toFixed(2)}`);
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toContain(`${counts.mail} mails, ${counts.event} events, ${counts.request} requests`);
    const figure = figureIn(readme, '| a thousand awards');
    expect(Math.abs(total(lines) - figure) / figure).toBeLessThan(0.15);
  }, 120_000);

  it('take of each service, and of the partitions that they share, what docs/scale.md says', async () => {
    // Awards of the same minutes would share a mail to the administrators: each is counted as if it came alone.
    await played.later(30);
    const { counts, touched } = await measured(1);
    stories.push(touched);
    const scale = readFileSync('docs/scale.md', 'utf8');
    const { programId } = played.local;
    const plain = (partition: string) =>
      partition
        .replaceAll(programId, '{programId}')
        .replace(played.local.source.id, '{sourceId}')
        .replace(/#REVISION#.*$/, '#REVISION#{revision}')
        .replace(/^IDENTITY#.*$/, 'IDENTITY#{account}')
        .replace(/^POSTS#.*$/, 'POSTS#{sourceId}#{minute}')
        .replace(/^SUPPRESSED#.*$/, 'SUPPRESSED#{address}')
        .replace(/^(READER#.*)#.*$/, '$1#{employeeId}');
    const hot = [...shared(stories)].map(([partition, units]) => ({ partition: plain(partition), ...units }));
    console.table(hot);
    console.table({ cold, warm: counts });
    const told = { 'write units': counts.write, 'read units': counts.read, 'requests to queues': counts.queue };
    for (const [words, count] of Object.entries(told)) {
      expect(Math.abs(count - rowIn(scale, words)) / count, words).toBeLessThan(0.1);
    }
    const exactly = { mails: counts.mail, events: counts.event, requests: counts.request, signatures: counts.sign };
    for (const [words, count] of Object.entries(exactly)) expect(rowIn(scale, words), words).toBe(count);
    // Messages that come together share a run.
    expect(counts.invocation / rowIn(scale, 'runs of functions')).toBeGreaterThan(0.8);
    expect(counts.invocation / rowIn(scale, 'runs of functions')).toBeLessThan(1.06);
    // Which of the eight a story meets is chance.
    for (const { partition, read, write } of hot.filter((one) => !one.partition.includes('RELAY#'))) {
      const row = scale.split('\n').find((line) => line.startsWith(`| \`${partition}\` |`));
      expect(row, `docs/scale.md names the partition ${partition}`).toBeDefined();
      const [, , reads, writes] = (row ?? '').split('|').map((cell) => cell.trim());
      for (const [count, told] of [
        [read, reads],
        [write, writes],
      ] as const) {
        expect(Math.abs(count - Number(told)), `${partition}: ${count}`).toBeLessThanOrEqual(Math.max(1, count / 10));
      }
    }
  }, 120_000);
});
