/** How often what goes wrong. A value: a run without faults is a plan of zeros, and a test may ask for one fault alone. */
import type { OutboundRequest } from '../../lib/local/edge/exchange.ts';

/** What may become of a request that a function sends. At most one of them befalls a request. */
export const requestFaults = [
  'throttled',
  'conflict',
  'entries-failed',
  'service-failed',
  'request-lost',
  'answer-lost',
  'answer-late',
  'never-answered',
  'killed-before',
  'killed-after',
] as const;
export type RequestFault = (typeof requestFaults)[number];

export const otherFaults = [
  /** The bus delivers an event twice. */
  'delivered-twice',
  /** A message becomes visible minutes later. */
  'delivered-late',
  /** Messages are received in another order than they were sent. */
  'reordered',
  /** A deletion is lost: the message comes again. */
  'deletion-lost',
  /** A batch of the stream never arrives. */
  'batch-lost',
  /** A batch of the stream comes again. */
  'batch-repeated',
  /** SES never tells of a mail. */
  'mail-event-lost',
  /** An answer of the API is not heard by whoever asked. */
  'client-deaf',
  /** The schedules fire at another time than theirs. */
  'schedules-fired',
  /** `kill -9` of everything. */
  'host-killed',
] as const;
export type OtherFault = (typeof otherFaults)[number];
export type Fault = RequestFault | OtherFault;

export interface Plan {
  /** Of each request that can meet it, how many do. */
  requests: { readonly [fault in RequestFault]: number };
  /** Of each delivery, message, batch, mail or answer, how many. */
  others: { readonly [fault in Exclude<OtherFault, 'schedules-fired' | 'host-killed'>]: number };
  /** `schedules-fired`: every so many seconds. `host-killed`: after every so many answered posts and decisions. */
  every: { readonly [fault in Extract<OtherFault, 'schedules-fired' | 'host-killed'>]: number };
}

/**
 * As rough as five receives allow: a kill fails the whole batch, and a message that five kills met in a row is parked, as it
 * should be. Kills and silences cost a start of a process each, so their number is what a run's speed hangs on.
 */
export const rough: Plan = {
  requests: {
    throttled: 0.012,
    conflict: 0.03,
    'entries-failed': 0.03,
    'service-failed': 0.004,
    'request-lost': 0.003,
    'answer-lost': 0.004,
    'answer-late': 0.01,
    'never-answered': 0.0001,
    'killed-before': 0.0006,
    'killed-after': 0.0006,
  },
  others: {
    'delivered-twice': 0.03,
    'delivered-late': 0.02,
    reordered: 0.3,
    'deletion-lost': 0.01,
    'batch-lost': 0.01,
    'batch-repeated': 0.02,
    'mail-event-lost': 0.01,
    'client-deaf': 0.02,
  },
  every: { 'schedules-fired': 20, 'host-killed': 350 },
};

/** Mails are few beside the table's requests, and the call that cannot be undone: what befalls these is many times likelier. */
export const weightOf = ({ service }: Pick<OutboundRequest, 'service'>, fault: RequestFault): number =>
  service === 'ses' && (fault === 'answer-lost' || fault.startsWith('killed')) ? 5 : 1;

const fits: { [fault in RequestFault]?: (request: OutboundRequest) => boolean } = {
  conflict: ({ operation }) => operation === 'TransactWriteItems',
  'entries-failed': ({ operation }) => operation === 'PutEvents',
};

/** The fault that a request meets, by its chance. */
export const faultFor = (plan: Plan, request: OutboundRequest, chance: number): RequestFault | undefined => {
  let from = 0;
  for (const fault of requestFaults) {
    if (!(fits[fault]?.(request) ?? true)) continue;
    from += plan.requests[fault] * weightOf(request, fault);
    if (chance < from) return fault;
  }
  return undefined;
};
