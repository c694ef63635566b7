/** Whom a notice reaches, by what they are in the program. */
import type { Member, Program, Readers } from './readers.ts';

/** One member, if they still are one. */
export const only = async ({ programs }: Readers, programId: string, employeeId: string) => {
  const member = await programs.member(programId, employeeId);
  return member ? [member] : [];
};

/** The owner; the deputy while the owner is not a member. */
export const answerable = async (readers: Readers, programId: string, { owner, deputy }: Program) => {
  const owners = owner === undefined ? [] : await only(readers, programId, owner);
  return owners.length > 0 || deputy === undefined ? owners : only(readers, programId, deputy);
};

export const isNot = (employeeId: string) => (member: Member) => member.employeeId !== employeeId;
