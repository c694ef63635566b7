/** Endorsements that a badge carries: of itself, of its achievement and of its issuer, each a credential of its own. */
import type { Collaborators } from './authenticity.ts';
import { isJsonObject, type JsonObject } from './documents.ts';
import { Fault, type Finding, found, isUndecided } from './findings.ts';
import type { Kind, Shape } from './schema.ts';
import type { Secured } from './secured.ts';

type VerifyCredential = (
  kind: Kind,
  secured: Secured,
  collaborators: Collaborators,
) => Promise<{ shape: Shape | undefined; findings: Finding[] }>;

const MOST_ENDORSEMENTS = 8;
/** What may go by without making the endorsement untrue when it was given. */
const OUTDATED = new Set(['expired', 'not-yet-valid', 'revoked']);

/** Throws a `Fault` of the check `endorsements` for the first that does not hold: a badge must not be dressed up. */
export const endorsementsFinding = async (
  shape: Shape,
  collaborators: Collaborators,
  verify: VerifyCredential,
): Promise<Finding> => {
  const endorsements = endorsementsIn(shape);
  if (endorsements.length === 0) return found('endorsements-none');
  if (endorsements.length > MOST_ENDORSEMENTS) throw new Fault('endorsements-too-many', [String(endorsements.length)]);
  const endorsable = new Set<unknown>(placesIn(shape).map(({ id }) => id));
  const outdated: string[] = [];
  const unreachable: string[] = [];
  for (const document of endorsements) {
    const { shape: endorsement, findings } = await verify('endorsement', { document }, collaborators);
    const failed = findings.filter(({ outcome }) => outcome === 'failed');
    const about = failed.map(({ code }) => `${nameOf(document)} (${code})`);
    if (failed.some(({ code }) => !isUndecided(code) && !OUTDATED.has(code)))
      throw new Fault('endorsement-wrong', about);
    if (!endorsable.has(endorsement?.credentialSubject.id))
      throw new Fault('endorsement-of-another', [nameOf(document)]);
    if (failed.some(({ code }) => isUndecided(code))) unreachable.push(...about);
    else outdated.push(...about);
  }
  if (unreachable.length > 0) throw new Fault('endorsement-unreachable', unreachable);
  return outdated.length > 0 ? found('endorsement-outdated', outdated) : found('endorsements-hold');
};

/** What can be endorsed, and carries what endorses it. */
const placesIn = (shape: Shape): JsonObject[] =>
  [shape, shape.issuer, shape.credentialSubject.achievement].filter(isJsonObject);

const endorsementsIn = (shape: Shape): JsonObject[] =>
  placesIn(shape).flatMap(({ endorsement }) => (endorsement as JsonObject[] | undefined) ?? []);

const nameOf = ({ id, name }: JsonObject) => String(name ?? id ?? '?').slice(0, 200);
