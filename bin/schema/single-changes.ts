/** Single changes of a JSON document: one value is removed, replaced or written otherwise, or one member is added. */
import fc from 'fast-check';

export type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
type Path = readonly (string | number)[];

/** A change of the value at a place; `undefined` takes it away. */
interface Change {
  kind: string;
  /** Whether it can be made here. */
  suits: (value: Json) => boolean;
  to: (value: Json) => Json | undefined;
}

const isObject = (value: Json): value is { [member: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTime = (value: Json): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);
const always = () => true;

const TEXTS = [
  ...['', ' ', 'ext:', 'ext:Own', 'Badge', 'MicroCredential', 'Status', 'RubricScore', 'Percent', 'Profile', 'Image'],
  ...[
    'CFItem',
    'CTDL',
    'Result',
    'en',
    'en-us',
    'en-US',
    'english',
    '1',
    'a b',
    'urn:a',
    'urn:a b',
    '#part',
    'revocation',
  ],
  ...['VerifiableCredential', 'AchievementCredential', 'https://www.w3.org/2018/credentials/v1', 'a.b.c'],
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
];
const NAMES = [
  ...[
    'colour',
    'id',
    'type',
    'name',
    'image',
    'result',
    'status',
    'proof',
    'endorsement',
    'endorsementJwt',
    'narrative',
  ],
  ...[
    'targetType',
    'otherIdentifier',
    'address',
    'parentOrg',
    'dateOfBirth',
    'identifier',
    'inLanguage',
    'allowedValue',
  ],
  ...['refreshService', 'termsOfUse', 'credentialSchema', 'validUntil', 'points', 'creditsEarned', 'activityStartDate'],
];
const VALUES: Json[] = [null, true, 0, -1, 1.5, '', 'text', [], {}, [[]], ['text'], [null], { type: 'Image' }];

/** The ways in which people write a time, most of which are not RFC 3339. */
const TIMES: ((time: string) => string)[] = [
  (time) => time.replace('Z', ''),
  (time) => time.replace(/:\d\d(\.\d+)?Z$/, 'Z'),
  (time) => time.replace('Z', '+05:30'),
  (time) => time.replace('Z', '+0530'),
  (time) => time.replace('Z', '-23:59'),
  (time) => time.replace('Z', '+24:00'),
  (time) => time.toLowerCase(),
  (time) => time.replace('T', ' '),
  (time) => time.slice(0, 10),
  (time) => time.replace(/T\d\d/, 'T24'),
  (time) => time.replace(/:\d\d(\.\d+)?Z$/, ':60Z'),
  (time) => time.replace(/-\d\dT/, '-31T').replace(/-\d\d-/, '-02-'),
  (time) => time.replace(/\.\d+Z$/, '.Z'),
  (time) => time.replace(/\.\d+Z$/, ',5Z'),
  (time) => `${time} `,
  (time) => `${time}\n`,
  (time) => `+00${time}`,
];

const change = fc.oneof<fc.Arbitrary<Change>[]>(
  fc.constant({ kind: 'removed', suits: always, to: () => undefined }),
  fc.constantFrom(...VALUES).map((other) => ({ kind: 'replaced', suits: always, to: () => other })),
  fc.constantFrom(...TEXTS).map((other) => ({
    ...{ kind: 'another text', suits: (value: Json) => typeof value === 'string', to: () => other },
  })),
  fc.constantFrom(...TIMES).map((write) => ({
    ...{ kind: 'a time written otherwise', suits: isTime, to: (value: Json) => write(String(value)) },
  })),
  fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...VALUES, ...TEXTS)).map(([name, value]) => ({
    kind: 'a member added',
    suits: isObject,
    to: (found: Json) => ({ ...(found as object), [name]: value }) as Json,
  })),
  fc.constantFrom<Change>(
    { kind: 'an array made of it', suits: (value) => !Array.isArray(value), to: (value) => [value] },
    { kind: 'its array taken away', suits: Array.isArray, to: (value) => (value as Json[])[0] },
    { kind: 'reversed', suits: Array.isArray, to: (value) => (value as Json[]).toReversed() },
    { kind: 'an item added', suits: Array.isArray, to: (value) => [...(value as Json[]), 'text'] },
    {
      kind: 'an item twice',
      suits: Array.isArray,
      to: (value) => [...(value as Json[]), ...(value as Json[]).slice(0, 1)],
    },
  ),
);

/** The places of a document that a change can be made at. */
const placesIn = (value: Json, suits: Change['suits'], path: Path = []): Path[] => {
  const entries: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [
    ...(suits(value) ? [path] : []),
    ...entries.flatMap(([key, inner]) => placesIn(inner, suits, [...path, key])),
  ];
};

const changed = (value: Json, [step, ...rest]: Path, to: Change['to']): Json | undefined => {
  if (step === undefined) return to(value);
  const copy = structuredClone(value) as Record<string | number, Json>;
  const inner = changed(copy[step] as Json, rest, to);
  if (inner !== undefined) copy[step] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(step), 1);
  else delete copy[step];
  return copy as Json;
};

export interface Changed {
  kind: string;
  path: Path;
  document: Json;
}

/** What to do to a document: a place in it, chosen by a number, and a change. */
export const anyChange = fc.record({ at: fc.nat(), change });

/** The document with the change made; undefined where it has no place that suits. */
export const changedBy = (document: Json, { at, change }: { at: number; change: Change }): Changed | undefined => {
  const places = placesIn(document, change.suits).filter((path) => path.length > 0 || change.kind === 'a member added');
  const path = places[at % places.length];
  if (!path) return undefined;
  return { kind: change.kind, path, document: changed(document, path, change.to) ?? null };
};
