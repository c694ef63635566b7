/** The queues of a stack: who works on each, and where what was given up lies. */
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Impossible } from './command.ts';
import type { Deployment } from './deployment.ts';

/**
 * `work`: a reaction takes from it. `parked`: what a reaction gave up. `undelivered`: what a rule could not put into a queue; it
 * never ran.
 */
export type QueueKind = 'work' | 'parked' | 'undelivered';

export interface OpsQueue {
  /** The part of the stack it belongs to, such as AwardsAwardBadge. */
  part: string;
  kind: QueueKind;
  url: string;
  arn: string;
  /** Of a work queue: the ARN of where its poison and its worn messages go. */
  parkedArn: string | undefined;
  visible: number;
  inFlight: number;
  delayed: number;
  /** Of the oldest message, in seconds, where the queue tells it. */
  oldest: number | undefined;
}

/** Every queue of the stack, with what is in it. */
export const queuesOf = async (deployment: Deployment): Promise<OpsQueue[]> => {
  const found = deployment.resources.filter(({ type }) => type === 'AWS::SQS::Queue');
  const read = await Promise.all(found.map((one) => readQueue(deployment, one)));
  const dead = new Set(read.map(({ parkedArn }) => parkedArn));
  const kindOf = ({ arn, parkedArn }: Omit<OpsQueue, 'kind'>): QueueKind =>
    parkedArn ? 'work' : dead.has(arn) ? 'parked' : 'undelivered';
  return read
    .map((queue) => ({ ...queue, kind: kindOf(queue) }))
    .toSorted((one, other) => one.part.localeCompare(other.part) || one.kind.localeCompare(other.kind) * -1);
};

const readQueue = async (
  { sqs }: Deployment,
  { logicalId, physicalId: QueueUrl }: Deployment['resources'][number],
): Promise<Omit<OpsQueue, 'kind'>> => {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  // The local queues tell their age here, as AWS does not.
  const told: Record<string, string | undefined> = Attributes;
  const count = (name: string) => Number(told[name] ?? 0);
  const { RedrivePolicy, QueueArn = '', ApproximateAgeOfOldestMessage: oldest } = told;
  return {
    part: partOf(logicalId),
    url: QueueUrl,
    arn: QueueArn,
    parkedArn: RedrivePolicy && String(JSON.parse(RedrivePolicy).deadLetterTargetArn),
    visible: count('ApproximateNumberOfMessages'),
    inFlight: count('ApproximateNumberOfMessagesNotVisible'),
    delayed: count('ApproximateNumberOfMessagesDelayed'),
    oldest: oldest === undefined ? undefined : Number(oldest),
  };
};

/** A logical id ends in what the queue is and in a hash. */
export const partOf = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, '').replace(/(Queue|Parked)$/, '');

/** The parts that a name on the command line means: `award-badge` and `AwardsAwardBadge` are the same one. */
export const partsNamed = (parts: readonly string[], name: string): string[] => {
  const plain = name.replaceAll('-', '').toLowerCase();
  const exact = parts.filter((part) => part.toLowerCase() === plain);
  return exact.length > 0 ? exact : parts.filter((part) => part.toLowerCase().endsWith(plain));
};

/** The queues of the one part that is named; throws `Impossible`. */
export const queuesNamed = (queues: readonly OpsQueue[], name: string): OpsQueue[] => {
  const parts = [...new Set(queues.map(({ part }) => part))];
  const [part, ...more] = partsNamed(parts, name);
  if (part === undefined || more.length > 0) {
    throw new Impossible(`${name} names ${part ? 'more than one queue' : 'no queue'}. There are: ${parts.join(', ')}.`);
  }
  return queues.filter((queue) => queue.part === part);
};

/** Where messages end that nobody works on any more. */
export const isGivenUp = ({ kind }: Pick<OpsQueue, 'kind'>) => kind !== 'work';
