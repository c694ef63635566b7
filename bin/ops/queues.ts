/** `queues`: what waits, what is worked on, and what was given up. */
import { columns } from '../columns.ts';
import { type Command, readArgs } from './command.ts';
import type { Deployment } from './deployment.ts';
import { isGivenUp, type OpsQueue, queuesOf } from './queue-list.ts';

export const queues: Command = {
  usage: '',
  does: 'every queue: what waits, is worked on, is delayed, was given up, and how old the oldest is',
  async run(args, { deployment, say }) {
    readArgs(args, {}, [0, 0]);
    const found = await deployment();
    const all = await Promise.all((await queuesOf(found)).map((queue) => withAge(found, queue)));
    const head = ['queue', '', 'waiting', 'in flight', 'delayed', 'oldest', ''];
    say(columns([head, ...all.map(rowOf)], [0, 1, 6]));
    const givenUp = all.filter(isGivenUp).reduce((sum, queue) => sum + held(queue), 0);
    say(givenUp === 0 ? 'Nothing was given up.' : `${givenUp} given up. Look: npm run ops -- parked`);
  },
};

const held = ({ visible, inFlight, delayed }: OpsQueue) => visible + inFlight + delayed;

const withAge = async ({ oldestAge }: Deployment, queue: OpsQueue): Promise<OpsQueue> =>
  queue.oldest === undefined && held(queue) > 0 ? { ...queue, oldest: await oldestAge(nameOf(queue.url)) } : queue;

const nameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

const rowOf = (queue: OpsQueue): string[] => {
  const { part, kind, visible, inFlight, delayed, oldest } = queue;
  const mark = isGivenUp(queue) && held(queue) > 0 ? '<- given up' : '';
  return [part, kind, String(visible), String(inFlight), String(delayed), held(queue) > 0 ? age(oldest) : '', mark];
};

/** Seconds as people say them. */
export const age = (seconds: number | undefined): string => {
  if (seconds === undefined) return '?';
  if (seconds < 120) return `${Math.floor(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} days`;
};
