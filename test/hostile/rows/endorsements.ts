import type { Actor } from '../actors.ts';
import type { District } from '../district.ts';
import { type Rows, row } from '../row.ts';

const PERSONS = { '403 not-the-owner-or-deputy': 'others', '403 not-a-member': 'outsiders' };
const LEADS = { ...PERSONS, '401 not-signed-in': 'unsigned' };
/** Each invites an organization of its own. */
const invited = (_: District, actor: Actor) => ({
  ...{ name: 'Lakeside Reading Council', url: 'https://reading.example', language: 'en' },
  email: `${actor}@reading.example`,
});

/** Well-formed, and of another badge: refused before anybody's key is asked for. */
const endorsement = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:4f0e4f2e-9f0c-4c61-9a1f-6f1f0b2f9c11',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Endorsement',
  issuer: { id: 'did:web:council.example', type: ['Profile'], name: 'Council', url: 'https://council.example' },
  validFrom: '2026-02-01T00:00:00Z',
  credentialSubject: {
    id: 'https://elsewhere.example/badge',
    type: ['EndorsementSubject'],
    endorsementComment: 'Good.',
  },
  proof: [
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-02-01T00:00:00Z',
      proofPurpose: 'assertionMethod',
      verificationMethod: 'did:web:council.example#key-1',
      proofValue: 'z3FXQjecWufY46yg5abdVZsXqLhxhueuSoZgNSARiKBk9czhSePTFehP8c3PGfb6a22gkfUKods5D2UAUL5n2Brbx',
    },
  ],
};

export const endorsements: Rows = {
  propose: row({}, { '422 endorsement-of-another': 'everybody' }, { json: endorsement }),
  invite: [
    row({ badgeId: 'spare' }, { 201: 'leads', ...LEADS }, { json: invited }),
    row({ badgeId: 'theirs' }, { '404 not-found': 'leads', ...LEADS }, { json: invited }),
  ],
  accept: row({ endorsementId: 'to-accept' }, { 200: 'leads', ...LEADS }),
  refuse: row({ endorsementId: 'to-refuse' }, { 200: 'leads', ...LEADS }),
  withdrawEndorsement: row({ endorsementId: 'to-withdraw' }, { 200: 'leads', ...LEADS }),
  listEndorsements: row({}, { 200: 'leads', ...LEADS }),
  endorsement: [
    row({ endorsementId: 'accepted' }, { 200: 'everybody' }, { accept: 'application/json' }),
    row({ endorsementId: 'invited' }, { '404 not-found': 'everybody' }),
    row({ endorsementId: 'invited' }, { '404 not-found': 'everybody' }, { query: { key: 'guessed-guessed-guessed' } }),
    row({ endorsementId: 'invited' }, { 200: 'everybody' }, { query: ({ keys }) => ({ key: keys.invited ?? '' }) }),
  ],
  answerInvitation: [
    row(
      { endorsementId: 'to-answer' },
      { '404 not-found': 'everybody' },
      { form: { key: 'guessed-guessed-guessed', answer: 'decline' } },
    ),
    row(
      { endorsementId: 'to-answer' },
      { 303: 'everybody' },
      { form: ({ keys }) => ({ key: keys['to-answer'] ?? '', answer: 'confirm' }) },
    ),
  ],
  endorsementsPage: row({}, { 200: 'leads', '303 sign-in': 'unsigned', ...PERSONS }),
  postInvitation: row(
    {},
    { 303: 'leads', ...LEADS },
    { form: (district, actor) => ({ ...invited(district, actor), badge: 'private' }) },
  ),
  postDecision: row({ endorsementId: 'to-decide' }, { 303: 'leads', ...LEADS }, { form: { decision: 'accepted' } }),
};
