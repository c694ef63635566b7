import { badge, entry, ISSUER, type Json, jwt, signed } from '../world.ts';
import { achievement, altered, type Fault, subject } from './fault.ts';

const without = (document: Json, member: string): Json => ({ ...document, [member]: undefined });

export const schemaFaults: Fault[] = [
  ['no id', 'schema-not-met', () => signed(without(badge(), 'id'))],
  ['no date', 'schema-not-met', () => signed(without(badge(), 'validFrom'))],
  ['a date without a zone', 'schema-not-met', () => signed(badge({ validFrom: '2026-03-02T10:00:00' }))],
  [
    'the date of the older data model',
    'schema-not-met',
    () => signed({ ...without(badge(), 'validFrom'), description: 'x' }),
  ],
  ['the type of something else', 'schema-not-met', () => signed(badge({ type: ['VerifiableCredential'] }))],
  [
    'no context of Open Badges',
    'schema-not-met',
    () => altered({ '@context': ['https://www.w3.org/ns/credentials/v2'] }),
  ],
  ['an issuer that is an address', 'issuer-only-named', () => altered({ issuer: ISSUER })],
  ['an issuer that is no Profile', 'schema-not-met', () => altered({ issuer: { id: ISSUER, type: ['Agent'] } })],
  [
    'an achievement without criteria',
    'schema-not-met',
    () => signed(badge({ credentialSubject: { ...subject, achievement: without(achievement, 'criteria') } })),
  ],
  ['nobody as its subject', 'schema-not-met', () => signed(badge({ credentialSubject: without(subject, 'id') }))],
  ['two statuses', 'schema-not-met', () => altered({ credentialStatus: [entry(), entry()] })],
  [
    'an image with members that images have not',
    'schema-not-met',
    () =>
      altered({
        credentialSubject: {
          ...subject,
          achievement: { ...achievement, image: { id: 'urn:a', type: 'Image', alt: 'x' } },
        },
      }),
  ],
];

export const termsFaults: Fault[] = [
  ['a term that no context defines', 'term-undefined', () => altered({ shoeSize: '42' })],
  [
    'a term that no context defines, deep inside',
    'term-undefined',
    () => altered({ credentialSubject: { ...subject, achievement: { ...achievement, shoeSize: '42' } } }),
  ],
  [
    'a context that nobody knows',
    'context-unknown',
    () => altered({ '@context': [...(badge()['@context'] as unknown[]), 'https://elsewhere.example/context.json'] }),
  ],
  ['a relative id', 'terms-unsafe', () => altered({ evidence: [{ id: 'evidence/1', type: ['Evidence'] }] })],
  ['a type that no context defines', 'terms-unsafe', () => altered({ type: [...(badge().type as string[]), 'Hat'] })],
  ['a term that no context defines, in a token', 'term-undefined', () => jwt(badge({ shoeSize: '42' }))],
];
