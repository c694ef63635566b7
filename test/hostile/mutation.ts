/** A right request with one or two things wrong with it. */
import fc from 'fast-check';
import type { Ask } from './ask.ts';
import { DISTORTIONS, FIELDS, HEADERS, KEYS, METHODS, PARTS, QUERIES, VALUES } from './hostile-values.ts';

export interface Mutation {
  what: string;
  of(ask: Ask): Ask;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const brief = (value: unknown) => (JSON.stringify(value) ?? String(value)).slice(0, 60);

const jsonIn = (body: Uint8Array): Json | undefined => {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
};
const withBody = (ask: Ask, body: Uint8Array): Ask => ({ ...ask, body });
const withJson = (ask: Ask, json: unknown): Ask => withBody(ask, Buffer.from(JSON.stringify(json) ?? ''));

/** The places in a value: itself, and whatever is in it. */
const placesIn = (value: Json, at: readonly string[] = []): (readonly string[])[] => [
  at,
  ...(value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))
    : []),
];

const changedAt = (value: Json, [key, ...rest]: readonly string[], change: (inner: Json) => unknown): unknown => {
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((inner, at) => (String(at) === key ? changedAt(inner, rest, change) : inner));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [
      name,
      name === key ? changedAt(inner, rest, change) : inner,
    ]),
  );
};

/** `__proto__` too becomes a key like any other. */
const withKey = (value: Json, key: string, inner: unknown): unknown => {
  if (value === null || typeof value !== 'object') return { [key]: inner };
  if (Array.isArray(value)) return [...value, inner];
  return Object.defineProperty({ ...value }, key, { value: inner, enumerable: true });
};

const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...VALUES) }, { weight: 1, arbitrary: fc.jsonValue() });

const atOnePlace = (what: string, place: number, change: (inner: Json) => unknown): Mutation => ({
  what,
  of: (ask) => {
    const json = jsonIn(ask.body);
    if (json === undefined) return ask;
    const places = placesIn(json);
    return withJson(ask, changedAt(json, places[place % places.length] ?? [], change));
  },
});

const jsonValue = fc
  .tuple(value, fc.nat(999))
  .map(([to, place]) => atOnePlace(`value ${place}: ${brief(to)}`, place, () => to));
const jsonKey = fc
  .tuple(fc.constantFrom(...KEYS), value, fc.nat(999))
  .map(([key, inner, place]) => atOnePlace(`key ${place}: ${brief(key)}`, place, (at) => withKey(at, key, inner)));
const jsonless = fc.nat(999).map((place) => atOnePlace(`nothing at ${place}`, place, () => undefined));

const distorted = fc.constantFrom(...Object.entries(DISTORTIONS)).map(
  ([what, distort]): Mutation => ({
    what,
    of: (ask) => withBody(ask, distort(Buffer.from(ask.body).toString('utf8'))),
  }),
);

const field = fc.constantFrom(...FIELDS).map(
  (more): Mutation => ({
    what: `field ${more.slice(0, 40)}`,
    of: (ask) => withBody(ask, Buffer.concat([ask.body, Buffer.from(`&${more}`)])),
  }),
);
const fieldValue = fc.tuple(value, fc.nat(9)).map(([to, at]): Mutation => {
  const text = typeof to === 'string' ? to : JSON.stringify(to);
  return {
    what: `field ${at}: ${brief(text)}`,
    of: (ask) => {
      const fields = [...new URLSearchParams(Buffer.from(ask.body).toString('utf8'))];
      const changed = fields.map(([name, old], n): [string, string] => [name, n === at % fields.length ? text : old]);
      return withBody(ask, Buffer.from(new URLSearchParams(changed).toString()));
    },
  };
});

/** Ids of one kind in the place of another, and of another program. */
const partOf = (ids: readonly string[]) =>
  fc.tuple(fc.oneof(fc.constantFrom(...PARTS), fc.constantFrom(...ids.map(encodeURIComponent))), fc.nat(9)).map(
    ([part, at]): Mutation => ({
      what: `part ${at}: ${part.slice(0, 40)}`,
      of: (ask) => {
        const parts = ask.path.split('/');
        // Mostly the ids: what is fixed in a path leads to another route or to none.
        parts[1 + (at % (parts.length - 1))] = part;
        return { ...ask, path: parts.join('/') };
      },
    }),
  );
const bent = fc.constantFrom<[string, (path: string) => string]>(
  ['//', (path) => path.replaceAll('/', '//')],
  ['/', (path) => `${path}/`],
  ['upper case', (path) => path.toUpperCase()],
  ['one more', (path) => `${path}/x`],
  ['/./', (path) => path.replace('/', '/./')],
  ['%2f', (path) => `/${path.slice(1).replace('/', '%2f')}`],
);
const path = bent.map(
  ([what, bend]): Mutation => ({ what: `path ${what}`, of: (ask) => ({ ...ask, path: bend(ask.path) }) }),
);

const query = fc.constantFrom(...QUERIES).map(
  (pair): Mutation => ({
    what: `query ${pair.slice(0, 60)}`,
    of: (ask) => ({ ...ask, query: [...ask.query, pair] }),
  }),
);
const header = fc.constantFrom(...HEADERS).map(
  ([name, to]): Mutation => ({
    what: `${name}: ${to.slice(0, 40)}`,
    of: (ask) => ({ ...ask, headers: { ...ask.headers, [name]: to } }),
  }),
);
const method = fc.constantFrom(...METHODS).map((to): Mutation => ({ what: to, of: (ask) => ({ ...ask, method: to }) }));

const bodies = {
  none: [distorted],
  json: [jsonValue, jsonValue, jsonKey, jsonless, distorted],
  form: [field, fieldValue, distorted],
  raw: [distorted, jsonValue, jsonKey],
};

/** `body`: what the route takes. `ids`: of everything there is. */
export const mutations = (body: keyof typeof bodies, ids: readonly string[]): fc.Arbitrary<Mutation[]> => {
  const around = [partOf(ids), partOf(ids), query, header, header];
  const inBody = body === 'none' ? [] : bodies[body];
  // A method of its own, and a bent path, mostly miss the route: seldom.
  const one = fc.oneof(
    ...around.map((arbitrary) => ({ weight: 3, arbitrary })),
    ...inBody.map((arbitrary) => ({ weight: 4, arbitrary })),
    ...[path, method, distorted].map((arbitrary) => ({ weight: 1, arbitrary })),
  );
  return fc.array(one, { minLength: 1, maxLength: 2 });
};
