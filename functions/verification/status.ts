/** Whether the issuer took a badge back: W3C Bitstring Status List 1.0, and 1EdTech's revocation list. */
import * as z from 'zod';
import { decodeBitstring, FEWEST_ENTRIES, isSet } from '../open-badges/bitstring.ts';
import { bind, type Collaborators, hashOfTerms, prove } from './authenticity.ts';
import { type JsonObject, jsonObject, type Unread } from './documents.ts';
import { Fault, type Finding, found, isUndecided } from './findings.ts';
import type { Shape, Signed } from './schema.ts';
import { type Secured, securedIn } from './secured.ts';
import { validityFinding } from './validity.ts';

const Entry = z.looseObject({
  id: z.string().optional(),
  statusPurpose: z.string(),
  statusListIndex: z.string().regex(/^(0|[1-9]\d{0,15})$/),
  statusListCredential: z.string(),
});

/** Throws a `Fault` of the check `status`: revoked, a list that proves nothing, or one that cannot be read. */
export const statusFinding = async (
  { id, issuer, credentialStatus }: Shape,
  collaborators: Collaborators,
): Promise<Finding> => {
  if (!credentialStatus) return found('status-not-offered');
  if (credentialStatus.type === '1EdTechRevocationList')
    return inRevocationList(credentialStatus.id, { id, issuer: issuer.id }, collaborators);
  if (credentialStatus.type !== 'BitstringStatusListEntry')
    return found('status-kind-unknown', [credentialStatus.type]);
  const entry = Entry.safeParse(credentialStatus);
  if (!entry.success) {
    const members = entry.error.issues.map(({ path }) => `$.credentialStatus.${path.join('.')}`);
    throw new Fault('status-entry-wrong', members);
  }
  const { statusPurpose, statusListIndex, statusListCredential } = entry.data;
  // Section 2.1: the id must not be the address of the list.
  if (entry.data.id === statusListCredential) throw new Fault('status-entry-wrong', ['$.credentialStatus.id']);
  if (statusPurpose !== 'revocation') return found('status-purpose-unknown', [statusPurpose]);
  const bits = await bitsOf(statusListCredential, issuer.id, collaborators);
  const index = Number(statusListIndex);
  if (index >= bits.length * 8) throw new Fault('status-index-outside', [statusListIndex]);
  if (isSet(bits, index)) throw new Fault('revoked');
  return found('not-revoked');
};

/** The parts of a list that count; its proof and issuer are held against the same rules as a badge's. */
const List = z.looseObject({
  id: z.string().optional(),
  issuer: z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]),
  type: z.array(z.string()).refine((types) => types.includes('BitstringStatusListCredential')),
  credentialSubject: z.looseObject({
    id: z.string().optional(),
    type: z.union([z.literal('BitstringStatusList'), z.array(z.literal('BitstringStatusList')).length(1)]),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string(),
  }),
  proof: z
    .union([
      z.array(z.looseObject({ type: z.string() })),
      z.looseObject({ type: z.string() }).transform((one) => [one]),
    ])
    .optional(),
  validFrom: z.iso.datetime({ offset: true }).optional(),
  validUntil: z.iso.datetime({ offset: true }).optional(),
});

const bitsOf = async (url: string, issuer: string, collaborators: Collaborators): Promise<Uint8Array> => {
  const secured = securedIn(await textAt(url, collaborators));
  const read = List.safeParse(secured?.document);
  if (!secured || !read.success)
    throw new Fault('status-list-wrong', read.error?.issues.map(({ path }) => `$.${path.join('.')}`) ?? [url]);
  const list = read.data;
  if (list.issuer !== issuer) throw new Fault('status-list-foreign', [list.issuer]);
  await demandAuthentic(secured, { ...list, issuer: { id: issuer } }, collaborators);
  demandCurrent(list, collaborators.now());
  const bits = decodeBitstring(list.credentialSubject.encodedList);
  if (!bits) throw new Fault('status-list-wrong', ['$.credentialSubject.encodedList']);
  if (bits.length * 8 < FEWEST_ENTRIES) throw new Fault('status-list-short', [String(bits.length * 8)]);
  return bits;
};

const demandAuthentic = async (secured: Secured, shape: Signed, collaborators: Collaborators): Promise<void> => {
  try {
    await bind(secured, shape, await prove(secured, shape, await hashOfTerms(secured), collaborators), collaborators);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const why = [error.code, ...error.details];
    throw new Fault(isUndecided(error.code) ? 'status-unreachable' : 'status-list-forged', why);
  }
};

const demandCurrent = (list: z.infer<typeof List>, now: Date) => {
  try {
    validityFinding(list, now);
  } catch (error) {
    if (error instanceof Fault) throw new Fault('status-list-expired', error.details);
    throw error;
  }
};

const textAt = async (url: string, { documents }: Collaborators): Promise<string> => {
  const reading = await documents.read(url);
  if (!reading.ok) throw new Fault('status-unreachable', [describe(url, reading.why)]);
  return reading.text;
};

const describe = (url: string, why: Unread) => `${url} (${why})`;

const Revoked = z.array(z.looseObject({ id: z.string(), revoked: z.boolean().optional() }));

/** 1EdTech Revocation List 1.0: whoever is listed is revoked, unless it says `revoked: false`. The list names its issuer. */
const inRevocationList = async (
  url: string,
  badge: { id: string; issuer: string },
  collaborators: Collaborators,
): Promise<Finding> => {
  const list = jsonObject(await textAt(url, collaborators));
  const revoked = Revoked.safeParse(list?.revokedCredential ?? list?.revokedCredentials ?? []);
  if (!list || !revoked.success) throw new Fault('status-list-wrong', [url]);
  if (!isOf(list, badge.issuer)) throw new Fault('status-list-foreign', [url]);
  const isRevoked = revoked.data.some((one) => one.id === badge.id && one.revoked !== false);
  if (isRevoked) throw new Fault('revoked');
  return found('not-revoked');
};

const isOf = ({ issuer }: JsonObject, id: string) =>
  issuer === undefined || issuer === id || (issuer as JsonObject | null)?.id === id;
