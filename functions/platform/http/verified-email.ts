import * as z from 'zod';

/** What an issuer says of a person's address, in a token or at its userinfo endpoint. */
export const EmailClaims = z.object({
  email: z.email().optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
});

/** The address, in lower case, if the issuer vouches for it. Cognito spells the flag as text in some tokens. */
export const verifiedEmailOf = (claims: unknown): string | undefined => {
  const read = EmailClaims.safeParse(claims);
  const verified = read.success && (read.data.email_verified === true || read.data.email_verified === 'true');
  return verified ? read.data.email?.toLowerCase() : undefined;
};
