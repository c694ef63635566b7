import { type Rows, row } from '../row.ts';

const PUBLIC = row({}, { 200: 'everybody' });
const SIGN_IN = { '401 not-signed-in': 'unsigned' };
/** Its earner and the staff; to the others the credential does not exist. */
const ITS_OWN = { 200: 'earner staff', '404 not-found': 'others' };
const SHARES = { '403 not-yours': 'staff', '404 not-found': 'others', ...SIGN_IN };
const WITHHOLDS = { '404 not-found': 'others', ...SIGN_IN };
const REASON = { reason: 'It was another class.' };

export const credentials: Rows = {
  credential: [
    row({ credentialId: 'private' }, ITS_OWN),
    row({ credentialId: 'private' }, ITS_OWN, { accept: 'application/json' }),
    row({ credentialId: 'private' }, { 200: 'everybody' }, { query: ({ holderKey }) => ({ key: holderKey }) }),
    row({ credentialId: 'private' }, ITS_OWN, { query: { key: 'guessed-guessed-guessed' } }),
    row({ credentialId: 'shared' }, { 200: 'everybody' }),
    row({ credentialId: 'shared' }, { 200: 'everybody' }, { accept: 'application/json' }),
    row({ credentialId: 'revoked' }, { 200: 'everybody' }),
  ],
  assertion: [
    row({ credentialId: 'private' }, { '404 not-found': 'everybody' }),
    row({ credentialId: 'shared' }, { 200: 'everybody' }),
    row({ credentialId: 'revoked' }, { 410: 'everybody' }),
  ],
  postWithholding: row({ credentialId: 'to-withhold' }, { 303: 'earner staff', ...WITHHOLDS }, { form: { item: '0' } }),
  withhold: row(
    { awardId: 'to-withhold' },
    { 200: 'earner staff', '403 may-not-withhold': 'administrator principal', ...WITHHOLDS },
    { json: { item: 0 } },
  ),
  // Who knows of the award is told that it is not theirs to revoke. Administrators revoke what is awarded in their schools.
  revoke: row(
    { awardId: 'to-revoke' },
    {
      200: 'leads administrator principal',
      '403 may-not-revoke': 'earner reviewer finance',
      '404 not-found': 'others',
      ...SIGN_IN,
    },
    { json: REASON },
  ),
  postRevocation: [
    row(
      { credentialId: 'to-revoke' },
      {
        303: 'leads administrator principal',
        '403 may-not-revoke': 'earner reviewer finance',
        '404 not-found': 'others',
        ...SIGN_IN,
      },
      { form: { ...REASON, sure: 'yes' } },
    ),
    row(
      { credentialId: 'private' },
      { '403 may-not-revoke': 'earner reviewer', 422: 'leads', '404 not-found': 'others', ...SIGN_IN },
      { form: { reason: '' } },
    ),
  ],
  revocation: [
    row({ awardId: 'revoked' }, { 200: 'earner leads finance', '404 not-found': 'others', ...SIGN_IN }),
    row({ awardId: 'private' }, { '404 not-found': 'others', ...SIGN_IN }),
  ],
  postSharing: row({ credentialId: 'to-share' }, { 303: 'earner', ...SHARES }, { form: { shared: 'yes' } }),
  share: row({ awardId: 'to-share' }, { 200: 'earner', ...SHARES }),
  unshare: row({ awardId: 'to-share' }, { 200: 'earner', ...SHARES }),
  didDocument: PUBLIC,
  issuer: PUBLIC,
  program: PUBLIC,
  badge: [PUBLIC, row({ badgeId: 'theirs' }, { '404 not-found': 'everybody' })],
  badgeVersion: PUBLIC,
  badgeImageSvg: PUBLIC,
  badgeImagePng: PUBLIC,
  badgeClass: PUBLIC,
  badgeClassIssuer: PUBLIC,
  jwks: PUBLIC,
  key: PUBLIC,
};
