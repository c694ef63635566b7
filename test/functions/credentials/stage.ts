/** Credentials on the real local engine: awards that are signed by a key of this process, and the routes over them. */
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { releaseBadge } from '../../../functions/awards/release-badge.ts';
import { awardStore } from '../../../functions/awards/store.ts';
import type { Credential } from '../../../functions/credentials/credential.ts';
import { credentialsApi } from '../../../functions/credentials/credentials-api.ts';
import { credentialRoutes } from '../../../functions/credentials/routes.ts';
import { reissueCredential } from '../../../functions/credentials/signing/reissue-credential.ts';
import { signAssertion } from '../../../functions/credentials/signing/sign-assertion.ts';
import { credentialStore } from '../../../functions/credentials/store.ts';
import { endorsementReader } from '../../../functions/endorsements/read.ts';
import { http } from '../../../functions/platform/http/http.ts';
import type { Principal } from '../../../functions/platform/http/route.ts';
import { type JwtSigner, type RsaKey, rsaKeyOf } from '../../../functions/platform/jwt-signer.ts';
import { multikeyOf, type Signer } from '../../../functions/platform/signer.ts';
import { newId, newSecretId } from '../../../functions/platform/stamp.ts';
import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import type { Table } from '../../../functions/platform/table/table.ts';
import { nameShownBy, profileReader } from '../../../functions/portfolios/read.ts';
import { readProgramFile } from '../../../functions/programs/program-file.ts';
import type { Badge, Program } from '../../../functions/programs/read.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { statusRoutes } from '../../../functions/status/routes.ts';
import { findPlace, signStatusList } from '../../../functions/status/sign-status-list.ts';
import { statusApi } from '../../../functions/status/status-api.ts';
import { statusStore } from '../../../functions/status/store.ts';
import { submissionStore } from '../../../functions/submissions/store.ts';
import type { Evidence, Review } from '../../../functions/submissions/submission.ts';
import { startLedger } from '../../dynamodb.ts';
import { type Call, call, HOST } from '../platform/call.ts';

const file = new URL('../../../examples/future-ready-teachers.json', import.meta.url);
const read = readProgramFile(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('The example program cannot be read.');
const { badges: fileBadges, members: fileMembers, sources: _, id: programId, ...rest } = read.program;

export const PUBLIC_URL = `https://${HOST}`;
export const PROGRAM = programId;
export const BADGE = 'retrieval-practice';
export const program: Program = { ...rest, programId, revision: 1 };
export const badges: Badge[] = fileBadges.map((badge) => ({ ...badge, version: 1 }));
export const badge = badges.find(({ id }) => id === BADGE) as Badge;
export const people = {
  earner: 'E-1203',
  otherEarner: 'E-1218',
  reviewer: 'E-1127',
  owner: 'E-1004',
  deputy: 'E-1011',
  /** Of the earner's school. */
  administrator: 'E-1052',
  administratorOfAll: 'E-8001',
  administratorElsewhere: 'E-8002',
  finance: 'E-1080',
};

const memberOf = (employeeId: string, more: object) => ({
  ...{ employeeId, name: employeeId, addresses: [`${employeeId.toLowerCase()}@cedarhollow.example`] },
  ...{ language: 'en' as const, roles: ['administrator' as const], naming: 'earner-decides' as const, ...more },
});
const members: typeof fileMembers = [
  ...fileMembers,
  memberOf(people.administratorOfAll, {}),
  memberOf(people.administratorElsewhere, { schools: ['Alder Creek Elementary School'] }),
];

/** Reads the example program, or a changed one. */
export const programsOf = (changed: { program?: Partial<Program>; badge?: Partial<Badge> } = {}) => {
  const all = badges.map((one) => (one.id === BADGE ? { ...one, ...changed.badge } : one));
  const find = (badgeId: string) => all.find(({ id }) => id === badgeId);
  const member = (test: (one: (typeof members)[number]) => boolean) => async () => members.find(test);
  return {
    program: async (id: string): Promise<Program | undefined> =>
      id === PROGRAM ? { ...program, ...changed.program } : undefined,
    badge: async (_: string, badgeId: string) => find(badgeId),
    badges: async () => all,
    badgeVersion: async (_: string, badgeId: string, version: number) => (version === 1 ? find(badgeId) : undefined),
    badgeVersions: async () => [1],
    member: (_: string, employeeId: string) => member((one) => one.employeeId === employeeId)(),
    memberByAddress: (_: string, address: string) => member((one) => one.addresses.includes(address))(),
  };
};

/** Keys of this process, behind the port that KMS stands behind: all are published, the last signs. */
export const signerOf = (keys = [generateKeyPairSync('ed25519')]) => {
  const names = keys.map(({ publicKey }) => multikeyOf(publicKey.export({ type: 'spki', format: 'der' })));
  const signed: number[] = [];
  const last = keys.at(-1);
  const signer: Signer = {
    publicKeys: async () => names,
    signingKey: async () => names.at(-1) ?? '',
    async sign(message) {
      signed.push(message.length);
      if (!last) throw new Error('There is no key.');
      return sign(null, message, last.privateKey);
    },
  };
  return { ...signer, signed };
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** As `signerOf`, for JWTs. */
export const jwtSignerOf = (keys = [rsa]): JwtSigner => {
  const jwks = keys.map(({ publicKey }) => rsaKeyOf(publicKey.export({ type: 'spki', format: 'der' })));
  const last = keys.length - 1;
  return {
    publicKeys: async () => jwks,
    signingKey: async () => jwks[last] as RsaKey,
    sign: async (input) => sign('sha256', Buffer.from(input), (keys[last] ?? rsa).privateKey).toString('base64url'),
  };
};

/** Signed in as `Bearer <employee id>`. */
const principalOf = (employeeId: string): Principal => ({
  issuer: 'https://issuer.example',
  subject: `sub-${employeeId}`,
  verifiedEmail: async () =>
    members.find((one) => one.employeeId === employeeId)?.addresses[0] ?? 'x@elsewhere.example',
});

interface Given {
  table: Table;
  publicUrl: string;
  programs: ReturnType<typeof programsOf>;
  signer: Signer;
  jwtSigner: JwtSigner;
  now: () => Date;
}

/** What signing takes beside what a stage has of its own, on the same table. */
export const signingOn = ({ table, publicUrl, programs, signer, jwtSigner, now }: Given) => {
  const status = statusStore(table, { now });
  const listing = { status, signer, jwtSigner, publicUrl, now };
  return {
    jwtSigner,
    status,
    listing,
    endorsements: endorsementReader(table),
    nameShown: nameShownBy({ profiles: profileReader(table), programs }),
    findPlace: (programId: string, awardId: string) => findPlace(listing, programId, awardId),
    placeWrite: status.placeWrite,
    revokedWrite: status.revokedWrite,
  };
};

export interface StageOptions {
  publicUrl?: string;
  pilot?: boolean;
  signer?: ReturnType<typeof signerOf>;
  jwtSigner?: JwtSigner;
  programId?: string;
  programs?: ReturnType<typeof programsOf>;
  ledger?: Awaited<ReturnType<typeof startLedger>>;
}

export const reviewOf = (more: Partial<Review> = {}): Review => ({
  reviewId: randomUUID(),
  attempt: 1,
  reviewerId: people.reviewer,
  criteria: badge.rubric.map(({ id, passing }) => ({ criterion: id, level: passing, comment: 'Zebulon did well.' })),
  decision: 'approve',
  comment: 'Zebulon shines.',
  studentsNotIdentifiable: false,
  at: '2026-03-02T10:00:00.000Z',
  ...more,
});

export const evidenceOf = (): Evidence[] => [
  {
    requirement: 'question-sets',
    type: 'file',
    url: 'https://drive.example/a b',
    title: 'Question sets',
    shareable: true,
  },
  { requirement: 'class-results', type: 'file', url: 'https://drive.example/Zebulon', shareable: true },
  { requirement: 'reflection', type: 'reflection', text: 'What Zebulon remembered.', shareable: true },
];

export const startStage = async (options: StageOptions = {}) => {
  const ledger = options.ledger ?? (await startLedger());
  let time = Date.parse('2026-03-02T10:00:00Z');
  const stamp = { newId, now: () => new Date(time) };
  const { publicUrl = PUBLIC_URL, pilot = false, signer = signerOf(), programs = programsOf() } = options;
  const { jwtSigner = jwtSignerOf(), programId = PROGRAM } = options;
  const awards = awardStore(ledger.table, stamp);
  const credentials = credentialStore(ledger.table, stamp);
  const submissions = submissionStore(ledger.table, stamp);
  const identify = memberIdentification({ identities: identityStore(ledger.table, stamp), programs });
  const collaborators = {
    publicUrl,
    pilot,
    signer,
    programs,
    awards,
    credentials,
    submissions,
    identify,
    newSecretId,
    ...signingOn({ table: ledger.table, publicUrl, programs, signer, jwtSigner, ...stamp }),
    ...stamp,
  };
  const routes = { ...credentialRoutes, ...statusRoutes };
  const handlers = { ...credentialsApi(collaborators), ...statusApi(collaborators) };
  const handler = http(routes, handlers, async ({ headers }) =>
    headers.authorization ? principalOf(headers.authorization.replace('Bearer ', '')) : undefined,
  );
  const event = (awardId: string, earnerId: string, submissionId: string) => ({
    metadata: { id: randomUUID(), version: 1, time: '2026-03-02T10:00:01Z', programId, correlationId: 'c-1' },
    data: { awardId, badgeId: BADGE, badgeVersion: 1, earnerId, submissionId },
  });
  return {
    ...collaborators,
    ledger,
    handler,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    /** An award as `award-badge` writes it, on evidence and a review; answers `badge.awarded`. */
    async award({ earnerId = people.earner, review = reviewOf(), evidence = evidenceOf() } = {}) {
      const [awardId, submissionId] = [randomUUID(), randomUUID()];
      const attempt = { attempt: 1, sourceId: 'canvas', receiptId: randomUUID(), sentAt: '2026-03-01T10:00:00.000Z' };
      await submissions.save([
        submissions.attemptWrite(submissionId, { ...attempt, privacyStatement: true, evidence }),
        submissions.reviewWrite(submissionId, review),
      ]);
      const ids = { awardId, programId, badgeId: BADGE, badgeVersion: 1, earnerId, submissionId, attempt: 1 };
      const award = { ...ids, awardedAt: '2026-03-02T10:00:00.000Z', sequence: 1 };
      await awards.save(award, { repeatable: true }, { programId, correlationId: 'c-1' });
      return event(awardId, earnerId, submissionId);
    },
    sign: (given: ReturnType<typeof event>, more: object = {}) => signAssertion({ ...collaborators, ...more })(given),
    /** The owner revokes it, and what follows from `badge.revoked` follows. */
    async revoke(credential: Credential, listing = collaborators.listing) {
      const { awardId, credentialId, badgeId, earnerId, status } = credential;
      const body = JSON.stringify({ reason: 'Awarded by mistake.' });
      const headers = { authorization: `Bearer ${people.owner}`, 'content-type': 'application/json' };
      await call(handler, { method: 'POST', path: `/v1/awards/${awardId}/revoke`, headers, body });
      const data = { awardId, credentialId, badgeId, earnerId, statusList: status.list };
      const detail = { metadata: event(awardId, earnerId, '').metadata, data };
      await signStatusList(listing)(detail);
      await releaseBadge({ awards })(detail);
    },
    /** What follows from `evidence.withheld`. */
    reissueWithheld: ({ awardId, credentialId, earnerId }: Credential) =>
      reissueCredential(collaborators).withheld({
        metadata: event(awardId, earnerId, '').metadata,
        data: { awardId, credentialId, earnerId },
      }),
    /** The events that tell of a credential. */
    async eventsOf(credentialId: string) {
      const query = { ...keys.credential(credentialId), prefix: keys.events.prefix };
      const items = await ledger.table.query({ pk: query.pk, prefix: query.prefix }, EventItem);
      return { items, types: items.map(({ detailType }) => detailType) };
    },
    /** An award that is signed already. */
    async signed(more: { earnerId?: string; review?: Review; evidence?: Evidence[] } = {}) {
      const awarded = await this.award(more);
      await this.sign(awarded);
      const credential = await credentials.ofAward(awarded.data.awardId);
      if (!credential) throw new Error('The award was not signed.');
      return credential;
    },
    /** Calls a route, as nobody or with a person's bearer token. */
    call: (request: Call, as?: string) =>
      call(handler, { ...request, headers: { ...request.headers, ...(as && { authorization: `Bearer ${as}` }) } }),
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;
