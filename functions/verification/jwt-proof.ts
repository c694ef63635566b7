/** VC-JWT (Open Badges 3.0, section 8.2): the header, the signature, and the claims that repeat the credential. */
import { compactVerify } from 'jose';
import type { Documents } from './documents.ts';
import { Fault, type FoundCode } from './findings.ts';
import type { Signed } from './schema.ts';
import type { Jwt } from './secured.ts';
import { keyOfHeader, type SigningKey } from './signing-key.ts';

const ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const HEADERS = new Set(['alg', 'kid', 'jwk', 'typ']);
/** What W3C VC-JOSE-COSE writes, which Open Badges 3.0 does not allow. */
const OTHER_TYPES = new Set(['vc+jwt', 'vc+ld+jwt']);

export const isOfOtherStandard = ({ header }: Jwt) =>
  typeof header.typ === 'string' && OTHER_TYPES.has(header.typ.toLowerCase());

/**
 * Verifies the signature by the key that the header names. The algorithm is one of ours, never what the token asks for: `none`, and
 * a public key taken for a secret (`HS256`), are refused. Throws a `Fault` of the check `proof`.
 */
export const verifyJwt = async (jwt: Jwt, documents: Documents): Promise<SigningKey> => {
  const { header, text } = jwt;
  if (!ALGORITHMS.includes(String(header.alg))) throw new Fault('algorithm-refused', [String(header.alg)]);
  demandPlainHeader(jwt);
  const key = await keyOfHeader(header, documents);
  try {
    await compactVerify(text, key.key, { algorithms: [String(header.alg)] });
  } catch {
    throw new Fault('proof-wrong');
  }
  return key;
};

const demandPlainHeader = (jwt: Jwt) => {
  const { typ } = jwt.header;
  const isOther = isOfOtherStandard(jwt);
  if (typ !== undefined && !isOther && String(typ).toUpperCase() !== 'JWT') throw new Fault('header-refused', ['typ']);
  const strange = Object.keys(jwt.header).filter((name) => !HEADERS.has(name) && !(isOther && name === 'cty'));
  if (strange.length > 0) throw new Fault('header-refused', strange);
};

interface Claim {
  name: string;
  claimed: unknown;
  credential: unknown;
}

/**
 * Holds the claims against the credential: `iss`, `jti`, `nbf`, and `sub` and `exp` where the credential has what they repeat. What
 * a token of the other standard leaves out is not missed. Throws `token-differs` with the names of those that do not agree.
 */
export const claimsFinding = (jwt: Jwt, shape: Signed): FoundCode | undefined => {
  const { iss, jti, sub, nbf, exp } = jwt.claims;
  const claims: Claim[] = [
    { name: 'iss', claimed: iss, credential: shape.issuer.id },
    { name: 'jti', claimed: jti, credential: shape.id },
    { name: 'sub', claimed: sub, credential: shape.credentialSubject.id },
    { name: 'nbf', claimed: nbf, credential: secondsOf(shape.validFrom ?? shape.issuanceDate) },
    { name: 'exp', claimed: exp, credential: secondsOf(shape.validUntil ?? shape.expirationDate) },
  ];
  const isMissable = ({ name, claimed }: Claim) => claimed === undefined && (isOfOtherStandard(jwt) || name === 'sub');
  const differing = claims.filter((claim) => claim.claimed !== claim.credential && !isMissable(claim));
  if (differing.length > 0)
    throw new Fault(
      'token-differs',
      differing.map(({ name }) => name),
    );
  return sub === undefined && shape.credentialSubject.id !== undefined && !isOfOtherStandard(jwt)
    ? 'subject-not-in-token'
    : undefined;
};

const secondsOf = (time: string | undefined) => (time === undefined ? undefined : Math.floor(Date.parse(time) / 1000));
