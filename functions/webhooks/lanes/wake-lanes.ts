/** Every five minutes: has somebody look into each lane in which something is due, or soon will be. */
import type { Now } from '../../platform/stamp.ts';
import type { LaneStore } from '../deliveries/delivery-store.ts';
import { QUEUED_AHEAD, type SendWake } from './wakes.ts';

/** Of one run; the rest is found by the next. */
const MOST_LANES = 500;

export const wakeLanes =
  ({ lanes, wake, now }: { lanes: Pick<LaneStore, 'due'>; wake: SendWake; now: Now }) =>
  async (): Promise<{ woken: number }> => {
    const at = now().getTime();
    const due = await lanes.due(new Date(at + QUEUED_AHEAD * 1000), MOST_LANES);
    for (const { waitingSince, ...lane } of due) {
      await wake(lane, Math.max(0, (Date.parse(waitingSince) - at) / 1000));
    }
    return { woken: due.length };
  };
