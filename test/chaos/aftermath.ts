/** When the faults have stopped: everything is given its time, as on the days after, until nothing is left to do. */
import type { Host } from '../../lib/local/host.ts';

/** What `npm run ops -- redrive` does, once, for what five deaths in a row wore out. */
const redriveWorn = ({ edges: { queues } }: Host): number => {
  let worn = 0;
  for (const { name } of queues.list()) {
    const parked = queues.peek(name).filter(({ deadLetterSourceArn }) => deadLetterSourceArn !== undefined);
    const poison = queues.peek(name).length - parked.length;
    if (parked.length > 0 && poison === 0) worn += queues.redrive(name);
  }
  return worn;
};

/** Fires the schedules after so many minutes, and lets everything happen that follows. */
const later = async (host: Host, minutes: number): Promise<void> => {
  host.clock.advance(minutes * 60_000);
  for (const { logicalId } of host.schedules.list()) host.schedules.fire(logicalId, host.clock.now());
  await host.settle({ advance: true, within: 6 * 60 * 60_000 });
};

/** Answers how many messages were worn out and had to be put back by hand. */
export const letSettle = async (host: Host): Promise<number> => {
  await host.settle({ advance: true, within: 6 * 60 * 60_000 });
  for (const minutes of [5, 20, 20, 20]) await later(host, minutes);
  const worn = redriveWorn(host);
  // And the day after: reminders come again, and nothing else does.
  for (const minutes of [20, 20, 60, 24 * 60]) await later(host, minutes);
  return worn;
};
