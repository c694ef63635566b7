/** The local deployment that is broken, in a process of its own: it works by itself, and is killed by whoever started it. */
import { movableClock } from '../../lib/local/clock.ts';
import type { Host } from '../../lib/local/host.ts';
import { explain } from '../../lib/local/problem.ts';
import { type LocalOptions, openLocal } from '../../lib/local/story/open-local.ts';
import { chanceOf } from './chance.ts';
import { breakHost } from './inject.ts';
import type { Plan } from './plan.ts';

export interface HostOptions
  extends Pick<
    LocalOptions,
    'assemblyDir' | 'dataDir' | 'program' | 'submission' | 'deploymentAdministrator' | 'ports'
  > {
  /** Its clock shows `at` at the machine's time `since`, and runs so many times faster. Epoch ms. */
  at: number;
  since: number;
  speed: number;
  /** Which start of it this is, from 1. */
  life: number;
  plan: Plan;
  seed: number;
}

/** What it says: at first where it is or why not, then an answer to each question. */
export interface Told {
  id?: number;
  local?: unknown;
  problem?: string;
  token?: string;
  depth?: number;
}

interface Asked {
  id: number;
  mint?: string;
  depth?: true;
  fire?: true;
}

const tell = (told: Told) => void process.send?.(told);

const depthOf = ({ edges }: Host) =>
  Object.values(edges.queues.depths()).reduce((sum, one) => sum + one.visible + one.inFlight + one.delayed, 0);

const answer = async (host: Host, { id, mint, depth }: Asked): Promise<void> => {
  if (depth) tell({ id, depth: depthOf(host) });
  const person = mint && host.issuer.people().find(({ employeeId }) => employeeId === mint);
  if (person) tell({ id, token: await host.issuer.mint(person, 'aud') });
};

const run = async ({ at, since, speed, life, plan, seed, ...options }: HostOptions) => {
  const clock = movableClock(at);
  setInterval(() => clock.advance(at + (Date.now() - since) * speed - clock.now()), 250);
  const failed = (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  };
  const { host, local } = await openLocal({ ...options, clock, background: true, failed });
  const { dataDir } = options;
  breakHost(host, { plan, chance: (...key) => chanceOf(seed)(life, ...key), dataDir });
  process.on('message', (asked: Asked) => {
    if (asked.fire) for (const { logicalId } of host.schedules.list()) host.schedules.fire(logicalId);
    else void answer(host, asked);
  });
  tell({ local });
};

process.once('message', (options: HostOptions) => {
  run(options).catch((error) => tell({ problem: explain(error) }));
});
process.once('disconnect', () => process.exit());
