/**
 * How many signed posts the local host takes in a second, and beside it, in the same run and of the same engine, what DynamoDB Local
 * does when nothing stands before it: one conditional put, and the very transaction that an accepted post is.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openLocal } from '../lib/local/story/open-local.ts';
import type { StoryProgram } from '../lib/local/story/people.ts';
import { synthesize } from '../lib/local/synthesis.ts';
import { concurrently, type Phase, phaseOf } from './load/phase.ts';
import { postsTo, submissionsIn } from './load/posts.ts';
import { rawWrites } from './load/raw-writes.ts';
import { loadTable } from './report.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    senders: { type: 'string', default: '8' },
    'with-reactions': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const [seconds, senders] = [Number(values.seconds), Number(values.senders)];
if (![seconds, senders].every((one) => Number.isInteger(one) && one > 0)) throw new Error('Whole numbers from 1.');
/** Each of the three in turn, so that a machine that is slow for a while is slow for all. */
const ROUNDS = 4;
/** Cold starts, and the engine's own warming up, are not counted: so many of each, of each sender. */
const WARMING = 2;
/**
 * Each earner posts once for each badge, as a second submission would wait in quarantine. Few earners and many badges: with a
 * roster of thousands DynamoDB Local was seen to be ten times slower; why was not looked into.
 */
const EARNERS = 200;
const BADGES = 20;

const root = join(import.meta.dirname, '..');
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const assemblyDir = join(root, 'node_modules/.cache/accolade/cdk.out');
const dataDir = mkdtempSync(join(tmpdir(), 'accolade-load-'));

const example = readJson('examples/future-ready-teachers.json');
const submission = readJson('examples/submission.json');
const earners = Array.from({ length: EARNERS }, (_, n) => ({
  ...{ employeeId: `L-${n}`, name: `Teacher ${n}`, addresses: [`teacher.${n}@cedarhollow.example`] },
  ...{ roles: ['earner'], school: example.members[0].school },
}));
const badge = example.badges.find(({ id }: { id: string }) => id === submission.data.badge);
const badges = Array.from({ length: BADGES }, (_, n) => ({ ...badge, id: `load-${n}`, name: `${badge.name} ${n}` }));
const program: StoryProgram = {
  ...example,
  sources: example.sources.map((source: object) => ({ ...source, rateLimit: 60_000 })),
  members: [...example.members, ...earners],
  badges: [...example.badges, ...badges],
};

synthesize(root, assemblyDir);
const { host, local } = await openLocal({
  ...{ assemblyDir, dataDir, program, submission, background: values['with-reactions'] },
  deploymentAdministrator: readJson('cdk.json').context.accolade.deploymentAdministrators[0],
});
try {
  const machine = { cpu: cpus()[0]?.model, cpus: availableParallelism(), node: process.version };
  console.log(
    `${senders} at a time, ${seconds} s for each; ${machine.cpu}, ${machine.cpus} CPUs, Node ${machine.node}.`,
  );
  console.log(
    `Load of the machine before: ${loadavg()
      .map((one) => one.toFixed(1))
      .join(', ')}`,
  );
  const pairs = { earners: earners.map(({ employeeId }) => employeeId), badges: badges.map(({ id }) => id) };
  const post = postsTo(local, submission, pairs);
  const raw = await rawWrites(host, assemblyDir, () => post(0));
  const phases: Phase[] = [
    phaseOf('posts accepted by the local host', (serial) => post(serial + 1)),
    phaseOf('conditional puts of a receipt, DynamoDB Local alone', raw.put),
    phaseOf("the post's transaction, DynamoDB Local alone", raw.transaction),
  ];
  for (const { run } of phases) await concurrently(senders, WARMING, run);
  for (let round = 0; round < ROUNDS; round++) {
    for (const phase of phases) await phase.measure(senders, seconds / ROUNDS);
  }
  const figures = phases.map(({ figure }) => figure());
  const submissions = await submissionsIn(host);
  // Also those that warmed up, and the one that was looked at.
  const posted = (figures[0]?.count ?? 0) + WARMING * senders + 1;
  if (submissions !== posted)
    throw new Error(`${posted} posts were accepted, and ${submissions} submissions are there.`);
  console.log(`\n${loadTable(figures)}`);
  console.log(
    `An accepted post asks DynamoDB ${raw.requests} times; it writes ${raw.items} items, ${raw.bytes} bytes of JSON.`,
  );
  console.log(
    `Load of the machine after: ${loadavg()
      .map((one) => one.toFixed(1))
      .join(', ')}`,
  );
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures, machine, seconds, senders }, null, 2)}\n`);
} finally {
  await host.close();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
