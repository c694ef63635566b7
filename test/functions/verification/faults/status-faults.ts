import { gzipSync } from 'node:zlib';
import { emptyBitstring, withSet } from '../../../../functions/open-badges/bitstring.ts';
import { badge, entry, ISSUER, type Json, jwt, LIST, NOW, STRANGER, signed, statusList, type World } from '../world.ts';
import type { Fault } from './fault.ts';

export const validityFaults: Fault[] = [
  ['an end that is past', 'expired', () => signed(badge({ validUntil: '2026-05-31T00:00:00Z' }))],
  ['an end that is this very moment', 'expired', () => signed(badge({ validUntil: NOW.toISOString() }))],
  ['an end that is past, in a token', 'expired', () => jwt(badge({ validUntil: '2026-05-31T00:00:00Z' }))],
  ['a beginning that is to come', 'not-yet-valid', () => signed(badge({ validFrom: '2026-06-02T00:00:00Z' }))],
  ['a beginning that is to come, in a token', 'not-yet-valid', () => jwt(badge({ validFrom: '2026-06-02T00:00:00Z' }))],
];

/** A badge whose status is asked of this list. */
const listed =
  (list: (world: World) => unknown, more: Json = {}) =>
  (world: World) => {
    world.put(LIST, list(world));
    return signed(badge({ credentialStatus: entry(more) }));
  };
const rightList = () => signed(statusList());
const listSubject = statusList().credentialSubject as Json;
const withSubject = (more: Json) => () =>
  signed(statusList(undefined, { credentialSubject: { ...listSubject, ...more } }));
const compressed = (bytes: number) => `u${gzipSync(Buffer.alloc(bytes)).toString('base64url')}`;

export const statusFaults: Fault[] = [
  ['its bit set', 'revoked', listed(() => signed(statusList(withSet(emptyBitstring(), 7))))],
  [
    'its bit set, in a list that is a token',
    'revoked',
    async ({ put }) => {
      const list = statusList(withSet(emptyBitstring(), 7));
      const claims = { iss: ISSUER };
      put(LIST, await jwt({ ...list, issuer: { id: ISSUER } }, { claims, header: { typ: 'vc+jwt' } }));
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'its bit set, in a badge that is a token',
    'revoked',
    ({ put }) => {
      put(LIST, signed(statusList(withSet(emptyBitstring(), 7))));
      return jwt(badge({ credentialStatus: entry() }));
    },
  ],
  ['a list that is too short', 'status-list-short', listed(withSubject({ encodedList: compressed(16_383) }))],
  ['a list that is a bomb', 'status-list-wrong', listed(withSubject({ encodedList: compressed(64 * 1024 * 1024) }))],
  [
    'a list in another encoding',
    'status-list-wrong',
    listed(withSubject({ encodedList: compressed(16_384).slice(1) })),
  ],
  ['a list of another purpose', 'status-list-wrong', listed(withSubject({ statusPurpose: 'suspension' }))],
  ['a list with its purpose in an array', 'status-list-wrong', listed(withSubject({ statusPurpose: ['revocation'] }))],
  [
    'a list of another type',
    'status-list-wrong',
    listed(() => signed(statusList(undefined, { type: ['VerifiableCredential'] }))),
  ],
  ['a list that is a page', 'status-list-wrong', listed(() => '<!doctype html>')],
  [
    'a list that was changed',
    'status-list-forged',
    listed(() => ({ ...rightList(), validFrom: '2026-01-02T00:00:00Z' })),
  ],
  ['a list that nobody signed', 'status-list-forged', listed(() => statusList())],
  [
    'a list that a stranger signed',
    'status-list-forged',
    listed(({ keys }) => signed(statusList(), keys.stranger, STRANGER)),
  ],
  ['a list signed by a retired key', 'status-list-forged', listed(({ keys }) => signed(statusList(), keys.retired))],
  [
    'a list of another issuer',
    'status-list-foreign',
    listed(({ keys }) => signed(statusList(undefined, { issuer: STRANGER }), keys.stranger, STRANGER)),
  ],
  [
    'a list that is out of date',
    'status-list-expired',
    listed(() => signed(statusList(undefined, { validUntil: '2026-05-01T00:00:00Z' }))),
  ],
  ['an index outside of the list', 'status-index-outside', listed(rightList, { statusListIndex: '131072' })],
  ['an index that is a number', 'status-entry-wrong', listed(rightList, { statusListIndex: 7 })],
  ['an index that is not decimal', 'status-entry-wrong', listed(rightList, { statusListIndex: '0x7' })],
  ['a negative index', 'status-entry-wrong', listed(rightList, { statusListIndex: '-1' })],
  ['the list as the id of its entry', 'status-entry-wrong', listed(rightList, { id: LIST })],
  ['no purpose', 'status-entry-wrong', listed(rightList, { statusPurpose: undefined })],
  [
    'a list that cannot be reached',
    'status-unreachable',
    ({ internet }) => {
      internet.set(LIST, { why: 'unreachable' });
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'a list that is not there',
    'status-unreachable',
    ({ put }) => {
      put(LIST, '', 404);
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  [
    'a list that redirects to a private address',
    'status-unreachable',
    ({ internet }) => {
      internet.set(LIST, { why: 'address-refused' });
      return signed(badge({ credentialStatus: entry() }));
    },
  ],
  ...(
    [
      [
        'being on the list of 1EdTech',
        'revoked',
        { issuer: ISSUER, revokedCredential: [{ id: 'https://issuer.example/badges/1' }] },
      ],
      ['a list of 1EdTech of another issuer', 'status-list-foreign', { issuer: STRANGER, revokedCredential: [] }],
      ['a list of 1EdTech that is none', 'status-list-wrong', { issuer: ISSUER, revokedCredential: 'none' }],
    ] as const
  ).map<Fault>(([what, code, list]) => [
    what,
    code,
    ({ put }) => {
      put(LIST, list);
      const context = [
        ...(badge()['@context'] as unknown[]),
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ];
      return signed(badge({ '@context': context, credentialStatus: { id: LIST, type: '1EdTechRevocationList' } }));
    },
  ]),
];
