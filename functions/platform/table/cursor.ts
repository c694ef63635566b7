/** Where a reader of a long list went on: opaque outside, and worth nothing in another list. */
import * as z from 'zod';
import { Refused } from '../errors.ts';
import type { Query } from './table.ts';

type List = Pick<Query, 'pk' | 'index'>;

const Positions = z.array(z.string().min(1).max(200)).min(1).max(3);

/** The attributes that say where an item stands in a list, beside those that all of the list share. */
const placesIn = ({ index }: List) => (index ? ['pk', 'sk', index.sk] : ['sk']);

/** The cursor after this item. */
export const cursorAfter = (list: List, item: Readonly<Record<string, unknown>>): string =>
  Buffer.from(JSON.stringify(placesIn(list).map((name) => item[name]))).toString('base64url');

/** The key that DynamoDB begins after. Refuses (400 `query-invalid`) what `cursorAfter` has not made. */
export const startKeyOf = (list: List, cursor: string): Record<string, string> => {
  const places = placesIn(list);
  const positions = Positions.safeParse(parse(cursor)).data;
  if (positions?.length !== places.length) {
    throw cursorInvalid();
  }
  const shared = { [list.index?.pk ?? 'pk']: list.pk };
  return { ...shared, ...Object.fromEntries(places.map((name, at) => [name, positions[at] ?? ''])) };
};

/** DynamoDB itself knows where a list ends: it refuses to begin after what lies outside. */
export const orForeignCursor = (error: unknown): never => {
  throw error instanceof Error && error.name === 'ValidationException' ? cursorInvalid() : error;
};

const cursorInvalid = () =>
  new Refused('query-invalid', { status: 400, message: 'Take `after` from `next` of the answer before.' });

const parse = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};
