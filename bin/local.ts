/**
 * `npm start`: synthesizes the stack, plays it on this machine, plays one submission through, and serves until Ctrl-C.
 * Options: --once (end after the story), --out DIR, --program FILE, --submission FILE, --fresh (forget all data), --port N
 * (the API's; the inbox and the sign-in service take the two after it).
 */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readProgramFile } from '../functions/programs/program-file.ts';
import type { Host } from '../lib/local/host.ts';
import { explain, LocalProblem } from '../lib/local/problem.ts';
import { leaveArtifacts } from '../lib/local/story/artifacts.ts';
import { type EncoreOptions, playEncore } from '../lib/local/story/encore.ts';
import { endingPage } from '../lib/local/story/ending-page.ts';
import { endingText } from '../lib/local/story/ending-text.ts';
import { watchHops } from '../lib/local/story/hops.ts';
import { type Local, openLocal } from '../lib/local/story/open-local.ts';
import type { StoryProgram, StorySubmission } from '../lib/local/story/people.ts';
import { playStory } from '../lib/local/story/story.ts';
import { synthesize } from '../lib/local/synthesis.ts';

const root = join(import.meta.dirname, '..');
const home = join(root, '.accolade');

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    out: { type: 'string' },
    port: { type: 'string', default: '8787' },
    program: { type: 'string', default: join(root, 'examples/future-ready-teachers.json') },
    submission: { type: 'string', default: join(root, 'examples/submission.json') },
  },
});

const port = Number(values.port);
const ports = { api: port, inbox: port + 1, issuer: port + 2 };

const began = performance.now();
const say = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);
const readJson = (path: string) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new LocalProblem('file-unreadable', `${path} cannot be read as JSON (${error}).`, 'Name another file.');
  }
};

/**
 * Each program has a deployment of its own here, so that trying another file disturbs nothing; and each port, because the first
 * award fixes the issuer's host.
 */
const dataOf = ({ id }: StoryProgram) => join(home, port === 8787 ? id : `${id}-${port}`);

const readProgram = (path: string): StoryProgram => {
  const read = readProgramFile(readJson(path));
  if (read.ok) return read.program;
  const problems = read.errors.map(({ path: at, message }) => `  ${at}: ${message}`).join('\n');
  throw new LocalProblem(
    'program-invalid',
    `${path} is not a program file yet:\n${problems}\n`,
    'Mend it and start again.',
  );
};

const open = async (program: StoryProgram, submission: StorySubmission): Promise<Local> => {
  const { context } = readJson(join(root, 'cdk.json'));
  const assemblyDir = join(home, 'cdk.out');
  say(synthesize(root, assemblyDir) ? 'The stack is synthesized' : 'The stack is as it was');
  const [deploymentAdministrator] = context.accolade.deploymentAdministrators;
  const opened = await openLocal({
    assemblyDir,
    dataDir: dataOf(program),
    program,
    submission,
    deploymentAdministrator,
    ports,
    background: true,
    failed: stop,
  });
  copyFileSync(join(dataOf(program), 'local.json'), join(home, 'local.json'));
  say(`"${program.name}" is in force, with ${program.members.length} people and ${program.badges.length} badges`);
  return opened;
};

const tokenFrom =
  (host: Host): EncoreOptions['tokenOf'] =>
  async ({ employeeId }) => {
    const person = host.issuer.people().find((one) => one.employeeId === employeeId);
    return person ? host.issuer.mint(person, 'aud') : '';
  };

const play = async ({ host, local }: Local, program: StoryProgram, submission: StorySubmission) => {
  const stopWatching = watchHops(host, say);
  const options = { local, program, submission, say, tokenOf: tokenFrom(host) };
  const ending = await playStory(options);
  const encore = ending && values.out ? await playEncore(options, ending) : undefined;
  stopWatching();
  if (!ending) {
    say(
      'Every teacher of the program has begun this badge: nothing was played. Start afresh with npm start -- --fresh',
    );
    if (values.once) process.exitCode = 1;
    return;
  }
  // The administrators' mails may still be on their way.
  await host.settle();
  if (values.out && encore) leaveArtifacts(values.out, host, ending, encore);
  host.page(endingPage(local, program, ending));
  console.log(endingText(local, program, ending));
  if (!ending.verdict.verified || ending.alteredVerdict.verified) process.exitCode = 1;
};

const stop = (error: unknown): never => {
  console.error(explain(error));
  process.exit(1);
};

try {
  const program = readProgram(values.program);
  if (values.fresh) rmSync(dataOf(program), { recursive: true, force: true });
  const submission: StorySubmission = readJson(values.submission);
  const opened = await open(program, submission);
  process.once('SIGINT', () => opened.host.close().then(() => process.exit(0), stop));
  await play(opened, program, submission);
  if (values.once) await opened.host.close();
  else console.log('Serving until Ctrl-C.');
} catch (error) {
  stop(error);
}
