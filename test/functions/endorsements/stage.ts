/** Endorsements on the real local engine: organizations with keys of their own, the routes, and the signing of hosted ones. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { Endorsing } from '../../../functions/endorsements/endorse.ts';
import { endorsementsApi } from '../../../functions/endorsements/endorsements-api.ts';
import { endorsementRoutes } from '../../../functions/endorsements/routes.ts';
import { type Signing, signEndorsement } from '../../../functions/endorsements/sign-endorsement.ts';
import { endorsementStore } from '../../../functions/endorsements/store.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../../../functions/open-badges/contexts.ts';
import { signCredential } from '../../../functions/open-badges/data-integrity.ts';
import type { EndorsementCredential, SignedEndorsement } from '../../../functions/open-badges/endorsement.ts';
import { ed25519KeyOf, verifyProof } from '../../../functions/open-badges/verify-proof.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { multikeyOf } from '../../../functions/platform/signer.ts';
import { newId, newSecretId } from '../../../functions/platform/stamp.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { startLedger } from '../../dynamodb.ts';
import { BADGE, PROGRAM, PUBLIC_URL, programsOf, program as published, signerOf } from '../credentials/stage.ts';
import { type Call, call, formPost, HOST } from '../platform/call.ts';

export { BADGE, PROGRAM, PUBLIC_URL, people } from '../credentials/stage.ts';
export const ACHIEVEMENT = `${PUBLIC_URL}/programs/${PROGRAM}/badges/${BADGE}/versions/1`;
export const START = Date.parse('2026-03-02T10:00:00Z');
export const DAY = 86_400_000;

/** An organization of the outside world that signs for itself. */
export const endorser = (did = 'did:web:council.example') => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const key = multikeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const signer = {
    signingKey: async () => key,
    sign: async (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, privateKey)),
  };
  const unsigned = (more: object = {}): EndorsementCredential => ({
    '@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
    id: 'urn:uuid:4f0e4f2e-9f0c-4c61-9a1f-6f1f0b2f9c11',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement of Retrieval Practice',
    issuer: { id: did, type: ['Profile'], name: 'Lakeside Reading Council', url: 'https://council.example' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: {
      id: ACHIEVEMENT,
      type: ['EndorsementSubject'],
      endorsementComment: 'Our members use it.',
    },
    ...more,
  });
  const signed = (more: object = {}, at = START): Promise<SignedEndorsement> =>
    signCredential({ signer, now: () => new Date(at) })(unsigned(more));
  return { did, signed };
};

/** Whether the key that a proof names is its issuer's by name, and made it. */
const verify: Endorsing['verify'] = async (credential) => {
  const document = credential as SignedEndorsement;
  const [proof] = document.proof;
  const [did, fragment = ''] = (proof?.verificationMethod ?? '').split('#');
  const key = ed25519KeyOf(fragment);
  if (!proof || !key || did !== document.issuer.id) return { verified: false, why: 'issuer-unreachable' };
  return verifyProof(document, proof, key) ? { verified: true } : { verified: false, why: 'proof-wrong' };
};

export const startStage = async ({ program = published }: { program?: Partial<typeof published> } = {}) => {
  const ledger = await startLedger();
  let time = START;
  const now = () => new Date(time);
  const signer = signerOf();
  const programs = programsOf({ program });
  const endorsements = endorsementStore(ledger.table, { newId, now });
  const asked: object[] = [];
  const collaborators = {
    ...{ endorsements, programs, publicUrl: PUBLIC_URL, newSecretId, now },
    identify: memberIdentification({ identities: identityStore(ledger.table, { now }), programs }),
    verify: (credential: object) => {
      asked.push(credential);
      return verify(credential);
    },
  };
  const handler = http(endorsementRoutes, endorsementsApi(collaborators), async ({ headers, cookies }) => {
    const employeeId = headers.authorization?.replace('Bearer ', '') ?? cookies.as;
    if (!employeeId) return undefined;
    const addresses = (await programs.member(PROGRAM, employeeId))?.addresses;
    const verifiedEmail = async () => addresses?.[0] ?? 'x@elsewhere.example';
    return { issuer: 'https://issuer.example', subject: `sub-${employeeId}`, verifiedEmail };
  });
  const answered = async (request: Call) => {
    const { statusCode = 0, headers, body } = await call(handler, request);
    const json = /json/.test(headers['content-type'] ?? '') ? JSON.parse(body) : undefined;
    return { status: statusCode, headers, body, json };
  };
  const api = (method: string, path: string, as?: string, body?: unknown) =>
    answered({
      ...{ method, path },
      headers: { 'content-type': 'application/json', ...(as && { authorization: `Bearer ${as}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const prepared: number[] = [];
  const prepare = async () => {
    prepared.push(signer.signed.length);
  };
  const collection = `/v1/programs/${PROGRAM}/badges/${BADGE}/endorsements`;
  return {
    ...{ ledger, endorsements, programs, signer, asked, prepared, handler, answered, api },
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    propose: (document: unknown, path = collection) => api('POST', path, undefined, document),
    invite: (as?: string, more: object = {}, path = `${collection}/invitations`) =>
      api('POST', path, as, { ...INVITED, ...more }),
    decide: (endorsementId: string, decision: 'accept' | 'refuse' | 'withdraw', as?: string) =>
      api('POST', `/v1/endorsements/${endorsementId}/${decision}`, as),
    read: (endorsementId: string, key?: string) =>
      answered({ path: `/endorsements/${endorsementId}`, ...(key && { query: { key } }) }),
    answer: (endorsementId: string, form: Record<string, string>) =>
      answered(formPost(`/endorsements/${endorsementId}`, form)),
    /** An own page's form, as the person of a session. */
    form: (path: string, form: Record<string, string>, as: string) =>
      answered({ ...formPost(path, form), cookies: [`as=${as}`] }),
    page: (as?: string) =>
      answered({ path: `/programs/${PROGRAM}/endorsements`, ...(as && { cookies: [`as=${as}`] }) }),
    keyOf: async (endorsementId: string) => (await endorsements.get(endorsementId))?.invitation?.key ?? '',
    stateOf: async (endorsementId: string) => (await endorsements.get(endorsementId))?.state,
    sign: (endorsementId: string, more: Partial<Signing> = {}) =>
      signEndorsement({ endorsements, programs, signer, publicUrl: PUBLIC_URL, prepare, now, ...more })({
        metadata: { id: newId(), version: 1, time: now().toISOString(), programId: PROGRAM, correlationId: 'c' },
        data: { endorsementId, badgeId: BADGE, badgeVersion: 1, decidedBy: 'E-1004' },
      }),
    accepted: () => endorsements.accepted(PROGRAM, BADGE, 1),
    async events(endorsementId: string): Promise<{ type: string; data: object }[]> {
      const query = new QueryCommand({
        TableName: ledger.tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
        ExpressionAttributeValues: { ':pk': `ENDORSEMENT#${endorsementId}`, ':event': 'EVENT#' },
      });
      const { Items = [] } = await ledger.client.send(query);
      return Items.map(({ detailType, detail }) => ({ type: detailType, data: detail.data }));
    },
    async items(): Promise<Record<string, unknown>[]> {
      const scan = new ScanCommand({ TableName: ledger.tableName, ConsistentRead: true });
      return (await ledger.client.send(scan)).Items ?? [];
    },
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;

export const INVITED = {
  name: 'Lakeside Reading Council',
  url: 'https://reading.example/about',
  email: 'Office@reading.example',
  language: 'en',
};
export const ORIGIN = `https://${HOST}`;
