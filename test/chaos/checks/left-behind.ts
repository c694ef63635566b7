/** Nothing waits any more, nothing was given up, nothing that happened is unsaid, and no function fell over a fault of its own. */
import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { ofEntity } from '../../played/ledger.ts';
import { type Check, violations, without } from '../remains.ts';

/** Waits in the index as long as nobody replays or fixes it, and so long its owner is reminded. */
const MAY_WAIT = /^(QUARANTINE#|OWNER_REMINDER$)/;

/** What JavaScript and zod throw where our code is wrong: retries must not hide it. */
const OURS = /^(TypeError|ReferenceError|RangeError|SyntaxError|ZodError|\$ZodError)$/;

export const checkLeftBehind: Check = ({ items, messages, undelivered, heard, log }) => {
  const events = ofEntity(items, 'Event').map((item) => EventItem.parse(item));
  const ids = events.map(({ detail }) => detail.metadata.id);
  const waiting = items.filter(({ waitingFor }) => waitingFor !== undefined && !MAY_WAIT.test(String(waitingFor)));
  return [
    ...violations(
      'message-left',
      messages.map(({ queue, body }) => `${queue}: ${body.slice(0, 300)}`),
    ),
    ...violations(
      'event-undelivered',
      undelivered.map(({ ruleName, reason }) => `${ruleName}: ${reason}`),
    ),
    ...violations(
      'still-waiting',
      waiting.map(({ pk, sk, waitingFor }) => `${pk} ${sk}: ${waitingFor}`),
    ),
    ...violations('event-unsaid', without(ids, heard)),
    ...violations('event-of-nothing', [...new Set(without(heard, ids))]),
    ...violations(
      'function-fault',
      log
        .filter(({ fault }) => OURS.test(String(fault)))
        .map((entry) => `${entry.from}: ${entry.fault} at ${entry.at}`),
    ),
  ];
};
