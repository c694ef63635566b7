/** `parked`: messages that were given up, and why. Looks without taking them away. */
import { type Command, countOf, readArgs } from './command.ts';
import { type ParkedMessage, putBack, take } from './parked-messages.ts';
import { isGivenUp, queuesNamed, queuesOf } from './queue-list.ts';

export const parked: Command = {
  usage: '[QUEUE] [--limit N]',
  does: 'what was given up: reason, event, ids, since when; takes nothing away',
  async run(args, { deployment, say }) {
    const { values, words } = readArgs(args, { limit: { type: 'string', default: '100' } }, [0, 1]);
    const limit = countOf(values.limit);
    const found = await deployment();
    const all = await queuesOf(found);
    const [name] = words;
    const asked = (name === undefined ? all : queuesNamed(all, name)).filter(isGivenUp);
    let told = 0;
    for (const queue of asked.filter(({ visible, inFlight }) => visible + inFlight > 0)) {
      const messages = await take(found.sqs, queue, limit);
      await putBack(found.sqs, queue, messages);
      told += messages.length;
      say(
        `${queue.part} (${queue.kind}): ${messages.length}${messages.length < queue.visible ? ` of ${queue.visible}` : ''}`,
      );
      for (const message of messages) say(lineOf(message));
    }
    say(told === 0 ? 'Nothing was given up.' : 'Mend the cause, then: npm run ops -- redrive QUEUE --dry-run');
  },
};

const lineOf = ({ since, reason, detailType, ids }: ParkedMessage) => {
  const about = Object.entries(ids).map(([name, id]) => `${name} ${id}`);
  return `  ${since.toISOString()}  ${reason}  ${detailType}  ${about.join('  ')}`;
};
