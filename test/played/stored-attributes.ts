/** What functions store, attribute by attribute, and what docs/privacy.md says of each. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { OutboundRequest } from '../../lib/local/edge/exchange.ts';
import type { Item } from './ledger.ts';

/** Attributes by the kind of item. */
type Attributes = Map<string, Set<string>>;

const Put = z.object({ Item: z.record(z.string(), z.custom<never>()) });
const Written = z.object({ TransactItems: z.array(z.object({ Put: Put.optional() })) });

/** Every item that was put by a request: what is gone again by the end of a story, too. */
const putBy = ({ operation, body }: OutboundRequest): Item[] => {
  if (operation === 'PutItem') return [unmarshall(Put.parse(JSON.parse(body)).Item)];
  if (operation !== 'TransactWriteItems') return [];
  return Written.parse(JSON.parse(body)).TransactItems.flatMap(({ Put: put }) => (put ? [unmarshall(put.Item)] : []));
};

/** What was put, and what stands in the table at the end: updates are in that. */
export const storedAttributes = (requests: readonly OutboundRequest[], items: readonly Item[]): Attributes => {
  const stored: Attributes = new Map();
  for (const item of [...requests.flatMap(putBy), ...items]) {
    const names = stored.get(String(item.entity)) ?? new Set();
    for (const name of Object.keys(item)) names.add(name);
    stored.set(String(item.entity), names);
  }
  return stored;
};

const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
const namesIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');

/** The rows of docs/privacy.md: of every item, and of the items of each kind. */
export const privacyPage = () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');
  const lines = page.split('\n').filter((line) => line.startsWith('| '));
  const rows = lines.map(cells).filter(([first]) => !/^(attribute|item|---)/.test(first ?? ''));
  const common = rows.filter((row) => row.length === 3).flatMap(([attributes = '']) => namesIn(attributes));
  const items = rows
    .filter((row) => row.length === 7)
    .flatMap(([entities = '', attributes = '', ...about]) =>
      entities.split(', ').map((entity) => ({ entity, attributes: namesIn(attributes), about })),
    );
  return { common, items };
};
