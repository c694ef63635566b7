/** Ours against the libraries of the field: the same bytes, and whatever they refuse is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../../../functions/open-badges/canonicalize.ts';
import { Unprocessable } from '../../../../functions/platform/errors.ts';
import { anyAlteredCredential } from './altered.ts';
import { anyCredential, anyProofOptions } from './any-credential.ts';
import { canonicalizeElsewhere } from './canonicalize-elsewhere.ts';

/** `CREDENTIALS=10000 npx vitest run test/functions/open-badges/rdf` is the long run; a `SEED` gives other credentials. */
const runs = { numRuns: Number(process.env.CREDENTIALS ?? 300), seed: Number(process.env.SEED ?? 20260302) };
const timeout = 60_000 + runs.numRuns * 500;

/** Undefined when it is refused; nothing but `json-ld-unsafe` is a refusal. */
const ours = (document: object): string | undefined => {
  try {
    return canonicalize(document);
  } catch (error) {
    if (error instanceof Unprocessable && error.code === 'json-ld-unsafe') return undefined;
    throw error;
  }
};
/** What is signed is the JSON of a document, which has no `undefined`. */
const theirs = (document: object): Promise<string | undefined> =>
  canonicalizeElsewhere(JSON.parse(JSON.stringify(document))).catch(() => undefined);

describe('canonical N-Quads are those of jsonld and rdf-canonize', () => {
  it('of credentials with every optional part, byte for byte', { timeout }, async () => {
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(anyCredential, async (credential) => {
        const canonical = ours(credential);
        expect(canonical).toBe(await theirs(credential));
        lines += canonical?.split('\n').length ?? 0;
      }),
      runs,
    );
    // Far from a comparison of refusals.
    expect(lines / runs.numRuns).toBeGreaterThan(100);
  });

  it('of the options of a proof', { timeout }, async () => {
    const same = async (options: object) => {
      expect(ours(options)).toBe(await canonicalizeElsewhere(options));
    };
    await fc.assert(fc.asyncProperty(anyProofOptions, same), runs);
  });

  it('of altered credentials, where both accept them; and what they refuse is refused', { timeout }, async () => {
    const seen = { same: 0, refused: 0, refusedByUsAlone: 0 };
    await fc.assert(
      fc.asyncProperty(anyAlteredCredential, async (altered) => {
        const [canonical, expected] = [ours(altered), await theirs(altered)];
        if (canonical !== undefined) expect(canonical).toBe(expected);
        seen[canonical !== undefined ? 'same' : expected === undefined ? 'refused' : 'refusedByUsAlone']++;
      }),
      runs,
    );
    expect(seen.same).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(seen.refusedByUsAlone);
  });
});

const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
const badge = { '@context': CONTEXT, id: 'urn:a', type: ['VerifiableCredential', 'OpenBadgeCredential'] };
const resultDescription = { id: 'urn:r', type: ['ResultDescription'], name: 'R' };

describe.each<[string, object]>([
  ['a node without members', { ...badge, evidence: [{}] }],
  ['an id alone', { ...badge, evidence: [{ id: 'urn:e' }] }],
  ['one object for several', { ...badge, evidence: { type: 'Evidence', name: 'E' } }],
  ['the same twice', { ...badge, type: ['OpenBadgeCredential', 'AchievementCredential', 'urn:x', 'urn:x'] }],
  ['a list that is empty', { '@context': CONTEXT, ...resultDescription, allowedValue: [] }],
  ['a list that is one string', { '@context': CONTEXT, ...resultDescription, allowedValue: 'A' }],
  ['a list that repeats itself', { '@context': CONTEXT, ...resultDescription, allowedValue: ['A', 'B', 'A'] }],
  ['blank nodes that are alike', { ...badge, evidence: [1, 2, 3].map(() => ({ type: ['Evidence'], name: 'E' })) }],
  ['JSON as a literal', { ...badge, cnf: { jwk: { z: [1, null, 'ü"'], a: { '€': 1e21, b: -0 } } } }],
  ['a property with terms of its own', { ...badge, cnf: { kid: 'urn:k', name: 'N' }, kid: 'urn:k' }],
  [
    'a proof in a proof',
    { ...badge, proof: { type: 'DataIntegrityProof', previousProof: { ...badge, proof: { type: 'urn:t' } } } },
  ],
  [
    'a thing described twice in one graph',
    {
      ...badge,
      proof: { type: 'DataIntegrityProof', verificationMethod: [1, 2].map(() => ({ id: 'urn:k', name: 'K' })) },
    },
  ],
  [
    'a status list',
    {
      '@context': CONTEXT.slice(0, 1),
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      credentialSubject: {
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: 'uH4s',
        ttl: 300_000,
      },
    },
  ],
])('%s', (_what, document) => {
  it('is canonicalized like elsewhere', async () => {
    expect(ours(document)).toBe(await canonicalizeElsewhere(document));
  });
});

/** The first that elsewhere would be signed as something else, or not be signed at all. */
describe.each<[string, object]>([
  ['null', { ...badge, name: null }],
  ['null in an array', { ...badge, evidence: [null] }],
  ['a number that would become 0', { ...badge, name: 1e-7 }],
  ['half of a surrogate pair', { ...badge, name: '\ud83c' }],
  ['an array inside an array', { ...badge, evidence: [[{ name: 'E' }]] }],
  ['a date that is not a string', { ...badge, validFrom: new Date(0) }],
  ['a label of a blank node', { ...badge, issuer: '_:b0' }],
  ['a keyword', { ...badge, name: { '@value': 'N' } }],
  ['a property in full', { ...badge, 'https://schema.org/name': 'N' }],
  ['a presentation', { ...badge, type: ['VerifiablePresentation'], verifiableCredential: [badge] }],
  ['the contexts in another order', { ...badge, '@context': [...CONTEXT].reverse() }],
  ['a context inside of a property with terms of its own', { ...badge, cnf: { '@context': CONTEXT, kid: 'urn:k' } }],
  ['types that disagree', { ...badge, type: ['AchievementSubject', 'IdentifierEntry'] }],
  ['a proof that says nothing', { ...badge, proof: { id: 'urn:p' } }],
  ['an id that is a number', { ...badge, id: 5 }],
  ['types in types', { ...badge, type: [['OpenBadgeCredential']] }],
  ['nothing but an id', { '@context': CONTEXT, id: 'urn:a' }],
  [
    'a document of endless depth',
    { ...badge, evidence: Array.from({ length: 200 }).reduce((inner) => ({ image: inner }), 'urn:i') },
  ],
])('%s', (_what, document) => {
  it('is refused', () => expect(ours(document)).toBeUndefined());
});
