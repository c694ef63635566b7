/** The identifiers events carry. Never a name or an address: personal data stays in the table, where it can be erased. */
import * as z from 'zod';

/** A lower-case name chosen by a program, e.g. `retrieval-practice`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(64);

/** A member's stable employee id in the district's own spelling. */
export const EmployeeId = z.string().min(1).max(64);

/** Which round of evidence: 1, 2, 3, ... */
export const Attempt = z.int().positive();

/** Which version of a badge: 1, 2, 3, ... */
export const BadgeVersion = z.int().positive();

/** 128 random bits as base64url: a credential's id is all that guards its existence. */
export const CredentialId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** 128 random bits as base64url: an address that only those have to whom it was given. */
export const PortfolioId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** 22 characters of base64url: of random bits for one that was asked for, of what it says for one that came signed. */
export const EndorsementId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);
