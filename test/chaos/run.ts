/**
 * `npm run chaos -- --minutes N --seed S`: the breaking machine. Ends with 1 where a promise was not kept, and where a fault that
 * was planned never happened: then the run proves nothing. Options: --rate N (stories a second).
 */
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explain, LocalProblem } from '../../lib/local/problem.ts';
import { synthesize } from '../../lib/local/synthesis.ts';
import { playChaos } from './chaos.ts';
import { rough } from './plan.ts';
import { reportOf } from './report.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    rate: { type: 'string', default: '4' },
  },
});
const [minutes, seed, rate] = [values.minutes, values.seed, values.rate].map(Number);

const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const root = join(import.meta.dirname, '../..');
const assemblyDir = join(root, 'node_modules/.cache/accolade/cdk.out');

const run = async () => {
  if (!(minutes && minutes > 0 && rate && rate > 0 && Number.isSafeInteger(seed) && seed !== undefined))
    throw new Error('--minutes and --rate are numbers above 0, --seed is a whole number.');
  say(`Seed ${seed}: npm run chaos -- --minutes ${minutes} --seed ${seed} --rate ${rate}`);
  say(synthesize(root, assemblyDir) ? 'The stack is synthesized' : 'The stack is as it was');
  const seconds = minutes * 60;
  // A short run is killed sooner: a story comes to some three posts and decisions.
  const every = {
    ...rough.every,
    'host-killed': Math.min(rough.every['host-killed'], Math.ceil(seconds * rate * 0.5)),
  };
  const plan = { ...rough, every };
  const outcome = await playChaos({ assemblyDir, seed, plan, seconds, rate, longest: seconds * 4 + 120, say });
  const { lines, good } = reportOf(outcome, plan);
  console.log(lines.join('\n'));
  if (good) rmSync(outcome.dataDir, { recursive: true, force: true, maxRetries: 5 });
  else console.log(`\nEverything that is left is in ${outcome.dataDir}`);
  return good;
};

process.exitCode = await run().then(
  (good) => (good ? 0 : 1),
  (error) => {
    console.error(error instanceof LocalProblem ? explain(error) : error);
    return 1;
  },
);
process.exit();
