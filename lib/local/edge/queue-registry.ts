import { LocalProblem } from '../problem.ts';
import { ServiceError } from './answers.ts';
import type { Database } from './database.ts';
import type { Queue, QueueAttributes } from './queues.ts';

export interface QueuePlace {
  region: string;
  accountId: string;
  /** The edge's own address, of which queue URLs are made. */
  baseUrl(): string;
}

export interface QueueRegistry {
  create(name: string, attributes?: QueueAttributes): Queue;
  find(queue: string): Queue | undefined;
  /** The queue, or the ServiceError `QueueDoesNotExist`. */
  need(queue: string): Queue;
  list(): Queue[];
}

/** The last part of a URL or an ARN, or a name as it is. */
const nameIn = (queue: string): string => queue.slice(Math.max(queue.lastIndexOf('/'), queue.lastIndexOf(':')) + 1);

/** Which queues there are and how they behave; kept, so that a restart knows them before the template is read again. */
export function openRegistry(database: Database, place: QueuePlace): QueueRegistry {
  const kept = database.prepare<{ name: string; attributes: string }>(
    'SELECT name, attributes FROM queues ORDER BY name',
  );
  const save = database.prepare('INSERT OR REPLACE INTO queues (name, attributes) VALUES (?, ?)');
  const known = new Map<string, QueueAttributes>(kept.all().map((row) => [row.name, JSON.parse(row.attributes)]));

  const describe = (name: string, attributes: QueueAttributes): Queue => ({
    name,
    arn: `arn:aws:sqs:${place.region}:${place.accountId}:${name}`,
    url: `${place.baseUrl()}/${place.accountId}/${name}`,
    attributes,
  });
  const find = (queue: string): Queue | undefined => {
    const name = nameIn(queue);
    const attributes = known.get(name);
    return attributes === undefined ? undefined : describe(name, attributes);
  };

  return {
    create: (name, attributes = {}) => {
      if (name.endsWith('.fifo')) {
        throw new LocalProblem(
          'unsupported-queue',
          `The queue ${name} is FIFO.`,
          'Use a standard queue: only those are played.',
        );
      }
      known.set(name, attributes);
      save.run(name, JSON.stringify(attributes));
      return describe(name, attributes);
    },
    find,
    need: (queue) => {
      const found = find(queue);
      if (found === undefined)
        throw new ServiceError('QueueDoesNotExist', `The queue ${nameIn(queue)} does not exist.`);
      return found;
    },
    list: () => [...known].map(([name, attributes]) => describe(name, attributes)),
  };
}
