/**
 * The local deployment in a process of its own: `node host-process.ts OPTIONS`. Tells what `local.json` holds; then does the
 * work there is whenever it is told to, and is killed at the n-th request that its functions send meanwhile.
 */
import { movableClock } from '../../lib/local/clock.ts';
import { explain } from '../../lib/local/problem.ts';
import { type LocalOptions, openLocal } from '../../lib/local/story/open-local.ts';

interface Options
  extends Pick<
    LocalOptions,
    'assemblyDir' | 'dataDir' | 'program' | 'submission' | 'deploymentAdministrator' | 'ports'
  > {
  /** Epoch ms at its start. */
  at: number;
}

const { at, ...options }: Options = JSON.parse(process.argv[2] ?? '{}');
try {
  const { host, local } = await openLocal({ ...options, clock: movableClock(at) });
  let left = Number.POSITIVE_INFINITY;
  host.edges.intercept(async (_, forward) => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
    return forward();
  });
  process.on('message', ({ dieAt }: { dieAt?: number }) => {
    left = dieAt ?? Number.POSITIVE_INFINITY;
    void host.settle().then(() => process.send?.({ idle: true }));
  });
  process.send?.({ local });
} catch (error) {
  process.send?.({ problem: explain(error) });
  process.disconnect?.();
}
