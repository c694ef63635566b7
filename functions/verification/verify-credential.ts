/** One credential, check by check: a badge, or an endorsement inside one. */
import { bind, type Collaborators, hashOfTerms, prove } from './authenticity.ts';
import { endorsementsFinding } from './endorsements.ts';
import { type Check, Fault, type Finding, found } from './findings.ts';
import { type Kind, type Shape, shapeOf } from './schema.ts';
import type { Secured } from './secured.ts';
import { statusFinding } from './status.ts';
import { validityFinding } from './validity.ts';

/** What a check found in place of what it wanted. A fault that belongs to another check is a fault of ours. */
const orFault = (check: Check, error: unknown): Finding => {
  if (!(error instanceof Fault)) throw error;
  const finding = found(error.code, error.details);
  if (finding.check !== check) throw error;
  return finding;
};

const attempt = async (check: Check, run: () => Finding | Promise<Finding>): Promise<Finding> => {
  try {
    return await run();
  } catch (error) {
    return orFault(check, error);
  }
};

/**
 * The findings, in order, up to the first failure of what the later ones stand on: the shape, the terms, the proof and the issuer.
 * When those hold, dates, status and endorsements are all looked at. Endorsements of endorsements are not.
 */
export const verifyCredential = async (
  kind: Kind,
  secured: Secured,
  collaborators: Collaborators,
): Promise<{ shape: Shape | undefined; findings: Finding[] }> => {
  let shape: Shape | undefined;
  const findings: Finding[] = [];
  const passes = async (check: Check, run: () => Finding | Promise<Finding>) => {
    const finding = await attempt(check, run);
    findings.push(finding);
    return finding.outcome !== 'failed';
  };
  const schemaHolds = await passes('schema', () => {
    const read = shapeOf(kind, secured.document);
    shape = read.shape;
    return read.finding;
  });
  if (!schemaHolds || !shape) return { shape, findings };
  const known = shape;
  if (!(await isAuthentic(secured, known, collaborators, passes))) return { shape, findings };
  await passes('validity', () => validityFinding(known, collaborators.now()));
  await passes('status', () => statusFinding(known, collaborators));
  if (kind === 'badge') await passes('endorsements', () => endorsementsFinding(known, collaborators, verifyCredential));
  return { shape, findings };
};

type Passes = (check: Check, run: () => Finding | Promise<Finding>) => Promise<boolean>;

const isAuthentic = async (secured: Secured, shape: Shape, collaborators: Collaborators, passes: Passes) => {
  let hash = new Uint8Array();
  let proven: Awaited<ReturnType<typeof prove>> | undefined;
  return (
    (await passes('terms', async () => {
      hash = Uint8Array.from(await hashOfTerms(secured));
      return found('terms-defined');
    })) &&
    (await passes('proof', async () => {
      proven = await prove(secured, shape, hash, collaborators);
      return proven.finding;
    })) &&
    proven !== undefined &&
    (await passes('issuer', () => bind(secured, shape, proven as NonNullable<typeof proven>, collaborators)))
  );
};
