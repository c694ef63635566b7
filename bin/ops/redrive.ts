/** `redrive`: sends what was given up to its queue once more. Safe to repeat: every reaction finds what it did before. */
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { type Command, countOf, Impossible, readArgs } from './command.ts';
import type { Deployment } from './deployment.ts';
import { discard, type ParkedMessage, putBack, take } from './parked-messages.ts';
import { isGivenUp, type OpsQueue, queuesNamed, queuesOf } from './queue-list.ts';

export const redrive: Command = {
  usage: 'QUEUE [--dry-run] [--reason CODE] [--limit N]',
  does: 'sends what was given up to its queue once more; --dry-run tells what would be sent',
  async run(args, { deployment, say }) {
    const { values, words } = readArgs(
      args,
      {
        'dry-run': { type: 'boolean', default: false },
        reason: { type: 'string' },
        limit: { type: 'string', default: '1000' },
      },
      [1, 1],
    );
    const limit = countOf(values.limit);
    const found = await deployment();
    const queues = await queuesOf(found);
    const named = queuesNamed(queues, words[0] ?? '');
    const from = named.find(isGivenUp);
    if (!from) throw new Impossible(`Nothing is ever given up in ${words[0]}.`);
    const taken = await take(found.sqs, from, limit);
    const chosen = taken.filter(({ reason }) => values.reason === undefined || reason === values.reason);
    await putBack(
      found.sqs,
      from,
      taken.filter((message) => values['dry-run'] || !chosen.includes(message)),
    );
    const sent = values['dry-run'] ? chosen : await send(found, from, queues, chosen);
    for (const line of summary(from, queues, sent)) say(`${values['dry-run'] ? 'would send' : 'sent'} ${line}`);
    say(ending(from, { taken: taken.length, sent: sent.length, dry: values['dry-run'] }));
  },
};

/** A message leaves the parked ones only after it was sent: a double is harmless, a loss would not be. */
const send = async (
  { sqs }: Deployment,
  from: OpsQueue,
  queues: readonly OpsQueue[],
  messages: readonly ParkedMessage[],
): Promise<ParkedMessage[]> => {
  const sent: ParkedMessage[] = [];
  for (const message of messages) {
    const to = destinationOf(from, queues, message);
    if (!to) {
      await putBack(sqs, from, [message]);
      continue;
    }
    // Without its attributes: a reason of last time would say nothing of this time, and it is a new message to SQS.
    await sqs.send(new SendMessageCommand({ QueueUrl: to.url, MessageBody: message.body }));
    await discard(sqs, from, message);
    sent.push(message);
  }
  return sent;
};

/** Parked messages go back to their own queue; those that a rule could not deliver, to the queue that they were for. */
const destinationOf = (from: OpsQueue, queues: readonly OpsQueue[], { targetArn }: ParkedMessage) =>
  queues.find(
    ({ kind, arn, parkedArn }) => kind === 'work' && (targetArn ? arn === targetArn : parkedArn === from.arn),
  );

const summary = (from: OpsQueue, queues: readonly OpsQueue[], messages: readonly ParkedMessage[]): string[] => {
  const kinds = messages.map((message) => {
    const to = destinationOf(from, queues, message)?.part ?? 'nowhere: its queue is gone';
    return `${message.detailType} (${message.reason}) to ${to}`;
  });
  return [...new Set(kinds)].map((kind) => `${kinds.filter((one) => one === kind).length} x ${kind}`);
};

const ending = ({ part }: OpsQueue, { taken, sent, dry }: { taken: number; sent: number; dry: boolean }): string => {
  const left = taken - sent;
  const others = left > 0 ? ` ${left} more stay where they are.` : '';
  if (sent === 0) return `Nothing to send.${others}`;
  if (dry) return `Nothing was sent.${others} Without --dry-run: npm run ops -- redrive ${part}`;
  return `${sent} sent.${others} See what became of them: npm run ops -- queues, then npm run ops -- parked ${part}`;
};
