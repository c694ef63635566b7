/** How the clients speak to the deployment: as real ones do, they repeat what was not answered, and some do not hear an answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, clientOf } from '../../lib/local/story/client.ts';
import type { Chance } from './chance.ts';
import type { Deployment } from './deployment.ts';

export interface Clients {
  /** Sends one signed post until it is answered by something other than a failure of ours; undefined where it never was. */
  post(webhookId: string, body: unknown): Promise<{ answer: Answer | undefined; tries: number }>;
  /** Calls a route as a member, in the same way; 599 where it was never answered. */
  call(employeeId: string, method: string, path: string, body?: unknown): Promise<Answer>;
}

interface Deafness {
  /** How likely it is that an answer is not heard. */
  deaf: number;
  /** Told of each answer that nobody heard. */
  unheard(): void;
}

/** As many posts does a district's system send at a time: more would only wait in the gateway until they are sent again. */
const POSTS_AT_ONCE = 8;

/** Lets so many pieces of work go on at a time. */
const limited = (most: number) => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
};

/** Two minutes and more of nothing but failures: no planned fault lasts so long, so that it is told. */
const MOST_TRIES = 40;

/** An HTTP API gives a function 30 seconds; whoever hears nothing after that sends again. */
const PATIENCE_MS = 35_000;

export const openClients = (deployment: Deployment, chance: Chance, { deaf, unheard }: Deafness): Clients => {
  const isHeard = (key: string, tries: number) => {
    const heard = chance('deaf', key, tries) >= deaf;
    if (!heard) unheard();
    return heard;
  };
  const untilAnswered = async (key: string, send: () => Promise<Answer>) => {
    for (let tries = 1; tries <= MOST_TRIES; tries++) {
      const answer = await send().catch(() => undefined);
      const passing = answer === undefined || answer.status >= 500 || answer.status === 429;
      if (!passing && isHeard(key, tries)) return { answer, tries };
      await sleep(100 * 2 ** Math.min(tries, 5) * (0.5 + chance('pause', key, tries)));
    }
    return { answer: undefined, tries: MOST_TRIES };
  };
  const timely = (work: Promise<Answer>) => {
    const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('No answer.')));
    return Promise.race([work, late]);
  };
  const inTurn = limited(POSTS_AT_ONCE);
  return {
    post: (webhookId, body) =>
      inTurn(() =>
        untilAnswered(webhookId, async () => {
          const client = clientOf(await deployment.up());
          return timely(client.post(webhookId, body, new Date(deployment.now())));
        }),
      ),
    call: async (employeeId, method, path, body) => {
      const { answer } = await untilAnswered(`${employeeId} ${method} ${path}`, async () => {
        const [local, token] = [await deployment.up(), await deployment.token(employeeId)];
        return timely(clientOf(local).ask(token, method, path, body));
      });
      return answer ?? { status: 599, body: { code: 'never-answered' } };
    },
  };
};
