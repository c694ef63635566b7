/** What the owner or an administrator does to end an award: at once for every verifier, and for good. */
import { forbidden, notFound } from '../../platform/errors.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { Write } from '../../platform/table/transact.ts';
import { leads, type Member, type ProgramReader } from '../../programs/read.ts';
import type { StatusPlace } from '../../status/read.ts';
import type { Credential, Revocation } from '../credential.ts';
import type { CredentialStore } from '../store.ts';
import { type Acting, actingOn, type Request } from './acting.ts';

export interface Revoking extends Acting {
  credentials: Acting['credentials'] & Pick<CredentialStore, 'revoke' | 'revocation'>;
  programs: Pick<ProgramReader, 'program' | 'member'>;
  /** The write that marks a place in a status list as revoked. */
  revokedWrite: (programId: string, place: StatusPlace) => Write;
  now: () => Date;
}

/** Revokes an award, or answers how it was revoked before: the first reason stands. */
export const revokeAward = (revoking: Revoking, awardId: string, reason: string, request: Request) =>
  decideAgain(async (): Promise<Revocation> => {
    const { member, award, credential } = await actingOn(revoking, awardId, request.principal);
    const { programId } = award;
    await demandRevoking(revoking, member, award);
    const signed = credential();
    const before = await revoking.credentials.revocation(signed.credentialId);
    if (before) return before;
    const at = revoking.now().toISOString();
    const revocation = { awardId, reason, revokedAt: at, revokedBy: member.employeeId };
    const mark = revoking.revokedWrite(programId, signed.status);
    await revoking.credentials.revoke(signed, revocation, mark, { programId, ...causeOf(request) });
    return revocation;
  });

/** When and why, for those whom the reason concerns: the earner, the owner and the deputy, finance. */
export const revocationOf = async (
  revoking: Revoking,
  awardId: string,
  { principal }: Request,
): Promise<Revocation> => {
  const { member, award, credential } = await actingOn(revoking, awardId, principal);
  const revocation = (await mayReadReason(revoking, member, award))
    ? await revoking.credentials.revocation(credential().credentialId)
    : undefined;
  if (!revocation) throw notFound('revocation');
  return revocation;
};

const causeOf = ({ correlationId, traceparent }: Request) => ({ correlationId, traceparent });

/** An administrator with schools revokes what is awarded to people of these. */
export const mayRevoke = async (
  { programs }: Pick<Revoking, 'programs'>,
  member: Member,
  programId: string,
  earnerId: string,
): Promise<boolean> => {
  if (leads(await programs.program(programId), member.employeeId)) return true;
  if (!member.roles.includes('administrator')) return false;
  if (!member.schools) return true;
  const school = (await programs.member(programId, earnerId))?.school;
  return school !== undefined && member.schools.includes(school);
};

/** Refuses whoever may not revoke: with 403 where the award is no secret to them, otherwise as if there were none. */
export const demandRevoking = async (
  revoking: Pick<Revoking, 'programs'>,
  member: Member | undefined,
  award: Pick<Credential, 'programId' | 'earnerId'>,
): Promise<void> => {
  if (member && (await mayRevoke(revoking, member, award.programId, award.earnerId))) return;
  if (!member || !mayKnow(member, award)) throw notFound('award');
  throw forbidden('may-not-revoke', 'Only the owner, the deputy and administrators revoke a badge.');
};

/** Whether the award is no secret to them, whatever they may do with it. */
const mayKnow = ({ employeeId, roles }: Member, { earnerId }: Pick<Credential, 'earnerId'>) =>
  employeeId === earnerId || roles.includes('reviewer') || roles.includes('finance');

/** The earner, the owner and the deputy, finance. */
export const mayReadReason = async (
  { programs }: Pick<Revoking, 'programs'>,
  { employeeId, roles }: Member,
  { programId, earnerId }: Pick<Credential, 'programId' | 'earnerId'>,
): Promise<boolean> =>
  employeeId === earnerId || roles.includes('finance') || leads(await programs.program(programId), employeeId);
