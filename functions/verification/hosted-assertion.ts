/** Open Badges 2.0, hosted: the badge is good if its own address says the same ("Hosted Verification" in section "Verification"). */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { jsonPath } from '../platform/json-path.ts';
import type { Collaborators } from './authenticity.ts';
import { type Documents, type JsonObject, jsonObject } from './documents.ts';
import { Fault, type Finding, found } from './findings.ts';
import { validityFinding } from './validity.ts';

const CONTEXT = 'https://w3id.org/openbadges/v2';
const Time = z.iso.datetime({ offset: true });
/** Only our own may be `http`, on a developer's machine: nothing else is read without TLS. */
const Address = z.url({ protocol: /^https?$/ });
const referred = z.union([Address, z.looseObject({ id: Address })]);
const ofType = (type: string) =>
  z.union([z.literal(type), z.array(z.string()).refine((types) => types.includes(type))]);

const Assertion = z.looseObject({
  '@context': z.literal(CONTEXT),
  id: Address,
  type: ofType('Assertion'),
  recipient: z.looseObject({ type: z.string(), identity: z.string() }),
  badge: referred,
  verification: z.looseObject({ type: z.string() }),
  issuedOn: Time,
  expires: Time.optional(),
  revoked: z.boolean().optional(),
});
const BadgeClass = z.looseObject({ id: z.string(), type: ofType('BadgeClass'), name: z.string(), issuer: referred });
const strings = z.union([z.string().transform((one) => [one]), z.array(z.string())]).optional();
const Issuer = z.looseObject({
  id: z.string(),
  type: z.union([ofType('Issuer'), ofType('Profile')]),
  name: z.string(),
  verification: z.looseObject({ startsWith: strings, allowedOrigins: strings }).optional(),
});

export interface Hosted {
  assertion: z.infer<typeof Assertion>;
  badgeClass?: z.infer<typeof BadgeClass>;
  issuer?: z.infer<typeof Issuer>;
}

/** Whether a document says of itself that it is of Open Badges 2.0. */
export const isOfVersion2 = ({ '@context': context, type }: JsonObject) => context === CONTEXT && type !== undefined;

/** The findings up to the first failure of what the later ones stand on, as `verifyCredential` answers them. */
export const verifyHosted = async (
  document: JsonObject,
  { documents, now }: Collaborators,
): Promise<{ hosted: Hosted | undefined; findings: Finding[] }> => {
  // Section "Revoked Hosted Assertions": such a one may leave out everything else.
  if (document.revoked === true) return { hosted: undefined, findings: [found('schema-met'), found('revoked')] };
  const findings: Finding[] = [];
  let hosted: Hosted | undefined;
  try {
    const assertion = assertionIn(document);
    hosted = { assertion };
    findings.push(found('schema-met'), found('terms-not-needed'));
    const isRevoked = await compare(assertion, document, documents);
    findings.push(found('hosted-identical'));
    const parts = await issuerOf(assertion, documents);
    hosted = { assertion, ...parts };
    findings.push(found('issuer-bound', [parts.issuer.id]));
    findings.push(
      orFault(() => validityFinding({ validFrom: assertion.issuedOn, validUntil: assertion.expires }, now())),
    );
    findings.push(found(isRevoked ? 'revoked' : 'not-revoked'), found('endorsements-none'));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    findings.push(found(error.code, error.details));
  }
  return { hosted, findings };
};

const orFault = (run: () => Finding): Finding => {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault) return found(error.code, error.details);
    throw error;
  }
};

const assertionIn = (document: JsonObject): Hosted['assertion'] => {
  const read = Assertion.safeParse(document);
  if (!read.success)
    throw new Fault('schema-not-met', [...new Set(read.error.issues.map(({ path }) => jsonPath(path)))]);
  return read.data;
};

/** Whether it is revoked: 410 and no document, or a document that says `revoked` and may leave out the rest. */
const compare = async ({ id, verification }: Hosted['assertion'], document: JsonObject, documents: Documents) => {
  if (!/^(HostedBadge|hosted)$/.test(verification.type)) throw new Fault('signed-2-0', [verification.type]);
  const reading = await documents.read(id);
  if (!reading.ok) {
    if (reading.why === 'gone') return true;
    throw new Fault(reading.why === 'absent' ? 'hosted-absent' : 'hosted-unreachable', [`${id} (${reading.why})`]);
  }
  const hosted = jsonObject(reading.text);
  if (hosted?.id === id && hosted.revoked === true) return true;
  if (!isDeepStrictEqual(hosted, document)) throw new Fault('hosted-differs', [id]);
  return false;
};

/** The badge and the issuer at their own addresses, and the assertion where the issuer lets assertions be. */
const issuerOf = async ({ id, badge }: Hosted['assertion'], documents: Documents) => {
  const badgeClass = await partAt(badge, BadgeClass, documents);
  const issuer = await partAt(badgeClass.issuer, Issuer, documents);
  if (!mayStandAt(id, issuer)) throw new Fault('hosted-elsewhere', [id]);
  return { badgeClass, issuer };
};

/** Where the issuer's `verification` lets assertions be; where it says nothing, on the issuer's own host. */
const mayStandAt = (address: string, { id, verification }: z.infer<typeof Issuer>): boolean => {
  const { startsWith, allowedOrigins } = verification ?? {};
  const hosts = allowedOrigins ?? (startsWith ? undefined : [new URL(id).hostname]);
  const { host, hostname, origin } = new URL(address);
  const isOnHost = hosts === undefined || [host, hostname, origin].some((one) => hosts.includes(one));
  return isOnHost && (startsWith === undefined || startsWith.some((beginning) => isUnder(address, beginning)));
};

/** `https://a.example` would begin `https://a.example.org` too. */
const isUnder = (address: string, beginning: string) =>
  URL.canParse(beginning) && new URL(beginning).origin === new URL(address).origin && address.startsWith(beginning);

const partAt = async <S extends z.ZodType<{ id: string }>>(
  reference: z.infer<typeof referred>,
  schema: S,
  documents: Documents,
): Promise<z.infer<S>> => {
  const url = typeof reference === 'string' ? reference : reference.id;
  const reading = await documents.read(url);
  if (!reading.ok) {
    const isAnswer = reading.why === 'absent' || reading.why === 'gone';
    throw new Fault(isAnswer ? 'issuer-unreadable' : 'issuer-unreachable', [`${url} (${reading.why})`]);
  }
  const read = schema.safeParse(jsonObject(reading.text));
  if (!read.success || read.data.id !== url) throw new Fault('issuer-unreadable', [url]);
  return read.data;
};
