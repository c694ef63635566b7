/** Credentials with one thing about them that is not as it should be. */
import fc from 'fast-check';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../../../functions/open-badges/contexts.ts';
import { anyCredential } from './any-credential.ts';

type Path = readonly (string | number)[];

/** The paths of all objects in a document, the document itself first. */
const objectsIn = (value: unknown, path: Path = []): Path[] => {
  if (value === null || typeof value !== 'object') return [];
  const below = Object.entries(value).flatMap(([key, member]) => objectsIn(member, [...path, key]));
  return Array.isArray(value) ? below : [path, ...below];
};

const inside = (value: unknown, [key, ...rest]: Path, change: (found: object) => object): unknown => {
  if (key === undefined) return change(value as object);
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[key] = inside(copy[key], rest, change);
  return copy;
};

/** Terms of all contexts, in force or not; keywords; what no context defines. */
const key = fc.constantFrom(
  ...[
    'id',
    'type',
    'name',
    'image',
    'issuer',
    'proof',
    'evidence',
    'result',
    'achievement',
    'endorsement',
    'tag',
    'criteria',
  ],
  ...['identifier', 'alignment', 'allowedValue', 'proofPurpose', 'url', 'validFrom', 'creditsEarned', 'awardedDate'],
  ...[
    'cnf',
    'kid',
    'jwk',
    '_sd',
    'exp',
    'statusMessage',
    'jsonSchema',
    'colour',
    'endorsementJwt',
    'verifiableCredential',
  ],
  ...['@context', '@id', '@type', '@value', '@graph', '@list', '@set', '@language', '@index', '@reverse', '@foo'],
  ...['https://schema.org/name', 'name:x', '__proto__', 'constructor', 'Achievement', 'Criteria', ''],
);
const type = fc.constantFrom(
  ...[
    'Profile',
    'Achievement',
    'IdentifierEntry',
    'IdentityObject',
    'JsonSchema',
    'DataIntegrityProof',
    'Image',
    'Related',
  ],
  ...[
    'VerifiablePresentation',
    'BitstringStatusListCredential',
    'cnf',
    'statusMessage',
    'proofPurpose',
    'id',
    'type',
    '@json',
  ],
  ...[
    'Nonsense',
    'urn:type',
    'a b',
    '',
    '_:b',
    'https://a.example/Type',
    'OpenBadgeCredential',
    'AchievementCredential',
  ],
);
const scalar = fc.oneof(
  fc.constantFrom(
    null,
    undefined,
    true,
    false,
    0,
    -0,
    1.5,
    1e-7,
    1e21,
    -1e30,
    '',
    'plain',
    'a b',
    'urn:a',
    '_:b',
    '@type',
    '@foo',
  ),
  fc.constantFrom(
    'name',
    'assertionMethod',
    '//a.example',
    'a:b',
    ':',
    'a:',
    '1:b',
    'http://a.example/ b',
    '\ud800',
    'x\udc00y',
  ),
  fc.double(),
  fc.string({ unit: 'binary' }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, scalar, scalar, tie('array'), tie('object')),
  array: fc.array(tie('any'), { maxLength: 3 }),
  object: fc.dictionary(fc.oneof(key, fc.constantFrom('id', 'type', 'name', 'value')), tie('any'), { maxKeys: 3 }),
})).any;
const types = fc.oneof(
  type,
  fc.array(type, { maxLength: 3 }),
  scalar,
  fc.array(fc.array(type, { maxLength: 1 }), { maxLength: 2 }),
);
const context = fc.oneof(
  fc.shuffledSubarray([CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT, 'https://a.example/context.json']),
  fc.constantFrom(
    null,
    '',
    CREDENTIALS_CONTEXT,
    OPEN_BADGES_CONTEXT,
    {},
    { name: 'urn:name' },
    [[CREDENTIALS_CONTEXT]],
    [],
  ),
);

const change = fc.oneof(
  fc.record({ key, value }),
  fc.record({ key: fc.constant('type'), value: types }),
  fc.record({ key: fc.constant('id'), value: scalar }),
  fc.record({ key: fc.constant('@context'), value: context }),
);

/** One or two members of any object in it are set to something else. */
export const anyAlteredCredential = fc
  .tuple(anyCredential, fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 2 }))
  .map(([credential, changes]) =>
    changes.reduce<object>((document, [at, { key, value }]) => {
      const paths = objectsIn(document);
      const set = (found: object) =>
        Object.defineProperty({ ...found }, key, { value, enumerable: true, configurable: true, writable: true });
      return inside(document, paths[at % paths.length] ?? [], set) as object;
    }, credential),
  );
