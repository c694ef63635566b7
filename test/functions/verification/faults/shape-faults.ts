import { badge, entry, ISSUER, type Json, jwt, signed } from '../world.ts';

import type { Fault } from './fault.ts';

/** Signed, then changed. */
const altered = (more: Json): Json => ({ ...signed(badge()), ...more });
const _svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';
const _unsignedToken = (header: Json, signature = '') =>
  `${encoded(header)}.${encoded({ ...badge(), iss: ISSUER })}.${signature}`;
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const _withPart = (token: string, at: number, change: (part: string) => string) =>
  token
    .split('.')
    .map((part, index) => (index === at ? change(part) : part))
    .join('.');
const _renamed = (part: string) => encoded({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), name: 'Other' });
const subject = badge().credentialSubject as Json;
const achievement = subject.achievement as Json;

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

const _proofOf = (more: Json): Json => {
  const document = signed(badge());
  return { ...document, proof: [{ ...(document.proof as Json[])[0], ...more }] };
};
