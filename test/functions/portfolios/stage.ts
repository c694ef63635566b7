/** Portfolios on the real local engine, over awards that are there and credentials that a test makes up. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { awardStore } from '../../../functions/awards/store.ts';
import type { Credential } from '../../../functions/credentials/read.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { newId, newSecretId } from '../../../functions/platform/stamp.ts';
import { EventItem } from '../../../functions/platform/table/event-item.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { portfoliosApi } from '../../../functions/portfolios/portfolios-api.ts';
import { portfolioRoutes } from '../../../functions/portfolios/routes.ts';
import { profileStore } from '../../../functions/portfolios/store.ts';
import { type MemberFile, readProgramFile } from '../../../functions/programs/program-file.ts';
import type { Program } from '../../../functions/programs/read.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { startLedger } from '../../dynamodb.ts';
import { type Call, call, HOST } from '../platform/call.ts';

const file = new URL('../../../examples/future-ready-teachers.json', import.meta.url);
const read = readProgramFile(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('The example program cannot be read.');
const { badges: _, sources: __, members: everybody, id: PROGRAM, ...rest } = read.program;

export { PROGRAM };
export const program: Program = { ...rest, programId: PROGRAM, revision: 1 };
export const PUBLIC_URL = `https://${HOST}`;
/** An earner with a school; one whose name the program never shows; one who reads Spanish; the owner. */
export const people = { earner: 'E-1203', never: 'E-1218', spanish: 'E-1139', owner: 'E-1004' };
export const memberOf = (employeeId: string): MemberFile => {
  const found = everybody.find((one) => one.employeeId === employeeId);
  if (!found) throw new Error(`There is no ${employeeId}.`);
  return found;
};

export interface MadeUp {
  earnerId?: string;
  badgeId?: string;
  shared?: boolean;
  name?: string;
  awardedAt?: string;
  image?: { id: string; caption: string };
  revokedAt?: string;
}

/** A credential as it is read, as far as a page needs it. */
export const credentialOf = ({ earnerId = people.earner, badgeId = 'retrieval-practice', ...more }: MadeUp = {}) => {
  const credentialId = newSecretId();
  const achievement = { inLanguage: 'en', ...(more.image && { image: { ...more.image, type: 'Image' } }) };
  const credential = {
    ...{ credentialId, awardId: randomUUID(), programId: PROGRAM, earnerId, badgeId, badgeVersion: 1 },
    ...{ holderKey: newSecretId(), shared: more.shared ?? true, revokedAt: more.revokedAt, sequence: 1 },
    document: {
      name: more.name ?? 'Retrieval Practice',
      issuer: { name: program.issuer.name },
      awardedDate: more.awardedAt ?? '2026-03-02T10:00:00.000Z',
      credentialSubject: { achievement },
    },
  };
  return credential as unknown as Credential;
};

export const startStage = async () => {
  const ledger = await startLedger();
  const state = { program, members: everybody, time: Date.parse('2026-03-02T10:00:00Z') };
  const stamp = { newId, now: () => new Date(state.time) };
  const find = (test: (one: MemberFile) => boolean) => async () => state.members.find(test);
  const programs = {
    program: async (id: string) => (id === PROGRAM ? state.program : undefined),
    member: (_: string, employeeId: string) => find((one) => one.employeeId === employeeId)(),
    memberByAddress: (id: string, address: string) =>
      find((one) => id === PROGRAM && one.addresses.includes(address))(),
  };
  const credentials = new Map<string, Credential>();
  const awards = awardStore(ledger.table, stamp);
  const profiles = profileStore(ledger.table, stamp);
  const collaborators = {
    profiles,
    awards,
    credentials: { ofAward: async (awardId: string) => credentials.get(awardId) },
    programs,
    identify: memberIdentification({ identities: identityStore(ledger.table, stamp), programs }),
    publicUrl: PUBLIC_URL,
    newSecretId,
    now: stamp.now,
  };
  /** Signed in as `Bearer <employee id>`; a stranger has an address that no member has. */
  const handler = http(portfolioRoutes, portfoliosApi(collaborators), async ({ headers, cookies }) => {
    const employeeId = headers.authorization?.replace('Bearer ', '') ?? cookies.session;
    const address = everybody.find((one) => one.employeeId === employeeId)?.addresses[0] ?? 'x@elsewhere.example';
    const person = {
      issuer: 'https://issuer.example',
      subject: `sub-${employeeId}`,
      verifiedEmail: async () => address,
    };
    return employeeId ? person : undefined;
  });
  const send = (request: Call, as?: string) =>
    call(handler, { ...request, headers: { ...request.headers, ...(as && { authorization: `Bearer ${as}` }) } });
  return {
    ...{ ledger, state, credentials, profiles, programs, send },
    /** An award whose credential is there. */
    async hold(more: MadeUp = {}) {
      const credential = credentialOf(more);
      const { awardId, badgeId, earnerId } = credential;
      const ids = { awardId, programId: PROGRAM, badgeId, badgeVersion: 1, earnerId, submissionId: randomUUID() };
      const award = { ...ids, attempt: 1, awardedAt: credential.document.awardedDate, sequence: 1 };
      await awards.save(award, { repeatable: true }, { programId: PROGRAM, correlationId: 'c-1' });
      credentials.set(awardId, credential);
      return credential;
    },
    put: (as: string, json: unknown, programId = PROGRAM) =>
      send(
        {
          method: 'PUT',
          path: `/v1/programs/${programId}/profile`,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(json),
        },
        as,
      ),
    /** The events of an earner, oldest first. */
    async events(earnerId = people.earner) {
      const all = await ledger.table.query({ ...keys.earner(PROGRAM, earnerId), ...keys.events }, EventItem);
      return all.map(({ detailType, detail }) => ({ detailType, data: detail.data, time: detail.metadata.time }));
    },
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;
