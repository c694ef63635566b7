/** One run of the breaking machine: load and faults together, then calm, then the books are checked. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { movableClock } from '../../lib/local/clock.ts';
import { openLocal } from '../../lib/local/story/open-local.ts';
import { letSettle } from './aftermath.ts';
import { type Books, newBooks } from './books.ts';
import { type Chance, chanceOf } from './chance.ts';
import { check } from './checker.ts';
import { type Clients, openClients } from './clients.ts';
import { type Deployment, openDeployment } from './deployment.ts';
import { noteFault } from './inject.ts';
import type { Fault, Plan } from './plan.ts';
import { BADGES, type ChaosProgram, deploymentAdministrator, postOf, programOf, teacherId } from './program.ts';
import { type Remains, remainsOf, type Violation } from './remains.ts';
import { openReviewing } from './reviewers.ts';
import { teach } from './teachers.ts';

export interface ChaosOptions {
  assemblyDir: string;
  seed: number;
  plan: Plan;
  /** For how long new stories begin, and how many of them a second. */
  seconds: number;
  rate: number;
  /** After so many seconds the day is over, whatever is still undecided. */
  longest: number;
  say(line: string): void;
}

export interface Outcome {
  remains: Remains;
  violations: Violation[];
  /** Messages that five deaths in a row had worn out, and that were put back. */
  worn: number;
  restarts: number;
  /** The folder of the run: queues, table, logs, mails, the list of faults. Whoever has seen the outcome removes it. */
  dataDir: string;
}

interface Stage extends ChaosOptions {
  chance: Chance;
  dataDir: string;
  program: ChaosProgram;
  books: Books;
  deployment: Deployment;
  clients: Clients;
}

/** The addresses must stay: the first signature fixes the issuer's host. Below the ports that systems give out by themselves. */
const [api, issuer] = [20_000, 26_000].map((from) => from + (process.pid % 6_000));

const openingOf = ({ assemblyDir }: ChaosOptions, dataDir: string, program: ChaosProgram) => ({
  ...{ assemblyDir, dataDir, program, deploymentAdministrator },
  submission: postOf(teacherId(0), BADGES[0], '-'),
  ports: { api, issuer },
});

/** Until `over`: does something each time it is due, for the first time, the second, ... Answers how often that was. */
const eachTime = async (
  stage: Stage,
  fault: Fault,
  due: (nth: number) => boolean,
  over: () => boolean,
  act: () => Promise<void>,
): Promise<number> => {
  for (let nth = 1; ; nth++) {
    while (!due(nth)) {
      if (over()) return nth - 1;
      await sleep(100);
    }
    noteFault(stage.dataDir, { fault, where: 'host' });
    await act();
  }
};

/** Begins the stories, one after the other; answers when the last has ended or the day is over. */
const load = async (stage: Stage, isLate: () => boolean) => {
  const { seconds, rate, books, clients, chance, program } = stage;
  const reviewing = openReviewing({ clients, chance, books, program });
  const stories = Math.ceil(seconds * rate);
  const begun = Date.now();
  let open = stories;
  const working = reviewing.work(() => open === 0 || isLate());
  const living: Promise<void>[] = [];
  for (let n = 0; n < stories; n++) {
    const life = teach({ clients, chance, books, reviewing }, n).finally(() => {
      open -= 1;
    });
    living.push(life);
    const due = begun + ((n + 1) * 1000) / rate;
    if (due > Date.now()) await sleep(due - Date.now());
  }
  await working;
  await Promise.all(living);
};

/** Tells every ten seconds how far it is. */
const tellProgress = async ({ books, deployment, say }: Stage, over: () => boolean) => {
  while (!over()) {
    const { posts, decisions } = books;
    say(`${posts.length} posts answered, ${decisions.length} decisions, ${await deployment.depth()} messages wait`);
    for (let seconds = 0; seconds < 10 && !over(); seconds++) await sleep(1_000);
  }
};

/** What waits is worked on under faults too, until little is left. */
const workOff = async ({ deployment }: Stage, isLate: () => boolean) => {
  while ((await deployment.depth()) >= 20 && !isLate()) await sleep(2_000);
};

const breakIt = async (stage: Stage): Promise<number> => {
  const { plan, longest, deployment, books, chance } = stage;
  const [begun, end] = [Date.now(), Date.now() + longest * 1000];
  const isLate = () => Date.now() > end;
  let over = false;
  // By what was done, not by time: on a slow machine nothing would ever be done between two kills.
  const done = () => books.posts.length + books.decisions.length;
  const mayDie = (nth: number) => done() > plan.every['host-killed'] * (nth - 0.5 + chance('host-killed', nth));
  const mayFire = (nth: number) => Date.now() > begun + plan.every['schedules-fired'] * 1000 * nth;
  const restarting = eachTime(stage, 'host-killed', mayDie, () => over, deployment.restart);
  const firing = eachTime(
    stage,
    'schedules-fired',
    mayFire,
    () => over,
    async () => {
      await deployment.up();
      deployment.fireSchedules();
    },
  );
  const telling = tellProgress(stage, () => over);
  await load(stage, isLate);
  await workOff(stage, isLate);
  over = true;
  await telling;
  await firing;
  return restarting;
};

export const playChaos = async (options: ChaosOptions): Promise<Outcome> => {
  const { seed, plan, seconds, rate, say } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'accolade-chaos-'));
  const program = programOf(Math.ceil((seconds * rate) / BADGES.length));
  const opening = openingOf(options, dataDir, program);
  const deployment = await openDeployment({ ...opening, plan, seed });
  const chance = chanceOf(seed);
  const unheard = () => noteFault(dataDir, { fault: 'client-deaf', where: 'client' });
  const clients = openClients(deployment, chance, { deaf: plan.others['client-deaf'], unheard });
  const books = newBooks();
  let restarts: number;
  try {
    restarts = await breakIt({ ...options, chance, dataDir, program, books, deployment, clients });
  } finally {
    await deployment.kill();
    writeFileSync(join(dataDir, 'books.json'), JSON.stringify(books));
  }
  say('The faults have stopped; what is left is worked off, and hours go by');
  const { host } = await openLocal({ ...opening, clock: movableClock(deployment.now() + 4 * 60_000) });
  try {
    const worn = await letSettle(host);
    say('The books are checked');
    const remains = await remainsOf(host, { program, books, dataDir });
    const violations = check(remains);
    return { remains, violations, worn, restarts, dataDir };
  } finally {
    await host.close();
  }
};
