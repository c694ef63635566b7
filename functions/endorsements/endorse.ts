/** What endorsers do: send an endorsement that they signed, or answer an invitation. */
import { createHash } from 'node:crypto';
import { achievementId } from '../credentials/read.ts';
import { canonicalize } from '../open-badges/canonicalize.ts';
import type { SignedEndorsement } from '../open-badges/endorsement.ts';
import { issuerDid } from '../open-badges/issuer-identity.ts';
import type { Cause } from '../platform/draft-event.ts';
import { notFound, Refused, Unprocessable } from '../platform/errors.ts';
import { sameSecret } from '../platform/same-secret.ts';
import type { Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import type { Endorsement } from './endorsement.ts';
import { confirm, demandRoomToPropose, moved, noEndorsements, propose } from './model.ts';
import type { EndorsementStore } from './store.ts';

export interface Endorsing {
  endorsements: Pick<EndorsementStore, 'get' | 'ofBadge' | 'save'>;
  programs: Pick<ProgramReader, 'program' | 'badgeVersion'>;
  /** Whether a credential of anybody verifies today, and if not, why. */
  verify: (credential: object) => Promise<{ verified: boolean; why?: string }>;
  /** Without a trailing slash. */
  publicUrl: string;
  now: Now;
}

interface OfBadge {
  programId: string;
  badgeId: string;
}

type Request = Pick<Cause, 'correlationId' | 'traceparent'>;

/** A credential holds several, and is handed around. */
const MOST_BYTES = 32 * 1024;

/**
 * Keeps a signed endorsement for the owner to decide on. The same one again, however it is laid out, is answered as what has
 * become of it. Verified last: that is the most work, and asks other hosts.
 */
export const proposeSigned = async (
  endorsing: Endorsing,
  { programId, badgeId }: OfBadge,
  document: SignedEndorsement,
  request: Request,
): Promise<{ endorsement: Endorsement; isNew: boolean }> => {
  const { endorsements, verify, now } = endorsing;
  demandSize(document);
  const badgeVersion = await demandBadge(endorsing, { programId, badgeId }, document);
  const endorsementId = contentIdOf(document);
  const known = await endorsements.get(endorsementId);
  if (known) return { endorsement: known, isNew: false };
  const list = async () => (await endorsements.ofBadge(programId, badgeId)) ?? noEndorsements(programId, badgeId);
  demandRoomToPropose(await list());
  const { verified, why } = await verify(document);
  if (!verified) throw notVerified(why);
  return decideAgain(async () => {
    const meanwhile = await endorsements.get(endorsementId);
    if (meanwhile) return { endorsement: meanwhile, isNew: false };
    const change = propose(await list(), document, { endorsementId, badgeVersion, now: now() });
    await endorsements.save(change, { programId, ...pick(request) });
    return { endorsement: change.endorsement, isNew: true };
  });
};

/** The invitation of whoever has its link. To everybody else it does not exist. */
export const invitationOf = async (
  { endorsements }: { endorsements: Pick<EndorsementStore, 'get'> },
  endorsementId: string,
  key: string,
) => {
  const endorsement = await endorsements.get(endorsementId);
  const invitation = endorsement?.invitation;
  if (!endorsement || !invitation || !sameSecret(key, invitation.key)) throw notFound('endorsement');
  return { ...endorsement, invitation };
};

export type Answer = { confirms: true; comment: string } | { confirms: false };

/** What the organization answers. Given twice it counts once; another answer afterwards is `endorsement-overtaken`. */
export const answerInvitation = (
  endorsing: Pick<Endorsing, 'endorsements' | 'now'>,
  { endorsementId, key }: { endorsementId: string; key: string },
  answer: Answer,
  request: Request,
): Promise<void> =>
  decideAgain(async () => {
    const { endorsements, now } = endorsing;
    const endorsement = await invitationOf(endorsing, endorsementId, key);
    const { programId, badgeId } = endorsement;
    const badge = (await endorsements.ofBadge(programId, badgeId)) ?? noEndorsements(programId, badgeId);
    const change = answer.confirms
      ? confirm({ endorsement, badge }, answer.comment, now())
      : moved({ endorsement, badge }, 'declined', now());
    if (change) await endorsements.save(change, { programId, ...pick(request) });
  });

const pick = ({ correlationId, traceparent }: Request) => ({ correlationId, traceparent });

const demandSize = (document: SignedEndorsement) => {
  if (Buffer.byteLength(JSON.stringify(document)) <= MOST_BYTES) return;
  throw new Refused('endorsement-too-large', { status: 413, message: 'An endorsement has at most 32 KiB.' });
};

/** The version that is endorsed. Only what is published is: and nobody endorses their own. */
const demandBadge = async (
  { programs, publicUrl }: Endorsing,
  { programId, badgeId }: OfBadge,
  { issuer, credentialSubject: { id } }: SignedEndorsement,
): Promise<number> => {
  const program = await programs.program(programId);
  if (program?.status !== 'published') throw notFound('program');
  const version = Number(/\/versions\/([1-9]\d{0,5})$/.exec(id)?.[1]);
  const isIts = id === achievementId(publicUrl, programId, { id: badgeId, version });
  if (!isIts || !(await programs.badgeVersion(programId, badgeId, version))) {
    throw new Refused('endorsement-of-another', {
      status: 422,
      message: 'credentialSubject.id must be the address of a version of this badge.',
    });
  }
  if (issuer.id === issuerDid(publicUrl, programId)) {
    throw new Refused('endorsement-own', { status: 422, message: 'The issuer of a badge does not endorse it.' });
  }
  return version;
};

/** The same for the same statement, whoever signed it how often and however its JSON is laid out. */
const contentIdOf = (document: SignedEndorsement): string => {
  try {
    const said = canonicalize({ ...document, proof: undefined });
    return createHash('sha256').update(said).digest().subarray(0, 16).toString('base64url');
  } catch (error) {
    throw error instanceof Unprocessable ? notVerified(error.message) : error;
  }
};

const notVerified = (why: string | undefined) =>
  new Refused('endorsement-not-verified', {
    status: 422,
    message: 'The endorsement does not verify.',
    details: why === undefined ? {} : { why },
  });
