/** Everything that the table tells of one submission, by the ids in its events: no index is needed, and none is there. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { awardReader } from '../../functions/awards/read.ts';
import { credentialReader } from '../../functions/credentials/read.ts';
import { EventItem } from '../../functions/platform/table/event-item.ts';
import { keys, partitions } from '../../functions/platform/table/keys.ts';
import { ledgerTable, type Table } from '../../functions/platform/table/table.ts';
import { submissionReader } from '../../functions/submissions/read.ts';
import { type Deployment, resource } from './deployment.ts';

/** What an id in an event leads to, by its name there. People and other stories are not followed. */
const LED_BY = {
  submissionId: [partitions.submissions, partitions.approvals],
  awardId: [partitions.awards],
  credentialId: [partitions.credentials],
  receiptId: [partitions.posts],
  concernId: [partitions.concerns],
  endorsementId: [partitions.endorsements],
} as const;
type IdName = keyof typeof LED_BY;
const idNames = Object.keys(LED_BY) as IdName[];

export interface Story {
  /** In the order of time. */
  events: readonly EventItem[];
  /** Each id that was met, by its name. */
  ids: ReadonlyMap<IdName, ReadonlySet<string>>;
  table: Table;
}

/** Reads the story of whatever has this id; undefined when nothing has. `searching` is told before the whole table is read. */
export const storyOf = async (
  deployment: Deployment,
  id: string,
  searching: () => void,
): Promise<Story | undefined> => {
  const { physicalId: tableName } = resource(deployment, 'AWS::DynamoDB::GlobalTable', 'Ledger');
  const table = ledgerTable(tableName, deployment.dynamoDb);
  const direct = idNames.flatMap((name) => LED_BY[name].map((prefix) => prefix + id));
  const found = await follow(table, direct);
  if (found.events.length > 0) return found;
  searching();
  const elsewhere = await search(deployment, tableName, id);
  return elsewhere.length === 0 ? undefined : follow(table, elsewhere);
};

/** Queries one item collection after the other, as long as the events of one name another. */
const follow = async (table: Table, begin: readonly string[]): Promise<Story> => {
  const seen = new Set<string>();
  const events = new Map<string, EventItem>();
  const ids = new Map<IdName, Set<string>>();
  let next = [...begin];
  while (next.length > 0) {
    for (const pk of next) seen.add(pk);
    const found = (await Promise.all(next.map((pk) => eventsIn(table, pk)))).flat();
    for (const event of found) events.set(event.detail.metadata.id, event);
    const named = [...found.flatMap(idsIn), ...(await ledTo(table, found))];
    for (const [name, id] of named) ids.set(name, (ids.get(name) ?? new Set()).add(id));
    const collections = named.flatMap(([name, id]) => LED_BY[name].map((prefix) => prefix + id));
    next = [...new Set(collections)].filter((pk) => !seen.has(pk));
  }
  const timeOf = ({ detail }: EventItem) => detail.metadata.time;
  return { events: [...events.values()].toSorted((a, b) => timeOf(a).localeCompare(timeOf(b))), ids, table };
};

const eventsIn = (table: Table, pk: string) => table.query({ pk, prefix: keys.events.prefix }, EventItem);

const idsIn = ({ detail: { data } }: EventItem): [IdName, string][] =>
  idNames.flatMap((name) => (typeof data[name] === 'string' ? [[name, data[name]]] : []));

/** What came before a submission, and of a submission or an award: no event of theirs could name it. */
const ledTo = async (table: Table, events: readonly EventItem[]): Promise<[IdName, string][]> => {
  const named = events.flatMap(idsIn);
  const of = (name: IdName) => [...new Set(named.filter(([each]) => each === name).map(([, id]) => id))];
  const attempts = await Promise.all(of('submissionId').map((id) => attemptsOf(table, id)));
  const approvals = await Promise.all(of('submissionId').map((id) => awardReader(table).approval(id)));
  const credentials = await Promise.all(of('awardId').map((id) => credentialReader(table).ofAward(id)));
  return [
    ...attempts.flat().map(({ receiptId }): [IdName, string] => ['receiptId', receiptId]),
    ...approvals.flatMap((one): [IdName, string][] => (one?.outcome === 'awarded' ? [['awardId', one.awardId]] : [])),
    ...credentials.flatMap((one): [IdName, string][] => (one ? [['credentialId', one.credentialId]] : [])),
  ];
};

const attemptsOf = async (table: Table, submissionId: string): Promise<{ receiptId: string }[]> => {
  const submissions = submissionReader(table);
  const { attempt = 0 } = (await submissions.get(submissionId)) ?? {};
  const found = await Promise.all(Array.from({ length: attempt }, (_, n) => submissions.attempt(submissionId, n + 1)));
  return found.filter((one) => one !== undefined);
};

const Found = z.object({ pk: z.string() });

/**
 * The item collections in which an event has this correlation id or is it, or an attempt came with this receipt. Reads the
 * whole table: seldom asked, and cheaper than an index that every write would pay for.
 */
const search = async ({ dynamoDb }: Deployment, TableName: string, id: string): Promise<string[]> => {
  const found = new Set<string>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await dynamoDb.send(
      new ScanCommand({
        TableName,
        ExclusiveStartKey,
        ProjectionExpression: 'pk',
        FilterExpression:
          '#detail.#metadata.#correlation = :id OR #detail.#metadata.#id = :id OR (#entity = :attempt AND #receipt = :id)',
        ExpressionAttributeNames: {
          ...{ '#detail': 'detail', '#metadata': 'metadata', '#correlation': 'correlationId', '#id': 'id' },
          ...{ '#entity': 'entity', '#receipt': 'receiptId' },
        },
        ExpressionAttributeValues: { ':id': id, ':attempt': 'Attempt' },
      }),
    );
    for (const { pk } of z.array(Found).parse(page.Items ?? [])) found.add(pk);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return [...found];
};

/** Where each submission of the story stands. */
export const statesIn = ({ table, ids }: Story) =>
  Promise.all([...(ids.get('submissionId') ?? [])].map((id) => submissionReader(table).get(id)));
