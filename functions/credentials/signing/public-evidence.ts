/** Which evidence may stand in a credential: what is signed and downloaded can never be called back. Pure. */

import type { Evidence } from '../../open-badges/open-badge.ts';
import type { Badge } from '../../programs/read.ts';
import type { AttemptRecord, Review } from '../../submissions/read.ts';

/** An item of evidence as the public sees it, and which item of the attempt it is. */
export interface PublicItem {
  item: number;
  evidence: Evidence;
}

/**
 * An item is public only if three say so: the badge allows it, the earner chose it, and the reviewer confirmed that no
 * student can be identified. A reflection is never told, whatever anybody says; nor is an item that was withheld since.
 */
export const publicEvidence = (
  badge: Pick<Badge, 'requirements'>,
  attempt: Pick<AttemptRecord, 'evidence'> | undefined,
  review: Pick<Review, 'studentsNotIdentifiable'> | undefined,
  withheld: readonly number[] = [],
): PublicItem[] => {
  if (!review?.studentsNotIdentifiable) return [];
  const agreed = (attempt?.evidence ?? []).flatMap(
    ({ requirement: id, type, title, url, text, shareable }, item): PublicItem[] => {
      if (withheld.includes(item)) return [];
      const requirement = badge.requirements.find((one) => one.id === id);
      const allowed = requirement?.public === 'if-earner-and-reviewer-agree';
      if (!requirement || !allowed || !shareable || type === 'reflection') return [];
      const address = webAddress(url);
      if (!address && !text) return [];
      const evidence: Evidence = {
        ...(address && { id: address }),
        type: ['Evidence'],
        name: title || requirement.title,
        ...(text && { narrative: text }),
      };
      return [{ item, evidence }];
    },
  );
  return withinBudget(agreed);
};

/** A credential is one DynamoDB item (400 KB), and most of it is its badge and its issuer (see `badge-file.ts`). */
const MOST_BYTES = 100_000;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

/**
 * Every item is named, and tells what fits, in the order in which it was sent: what does not fit is named without its
 * text, or with neither text nor address. Fifty names, as many as a post holds, are 62 KB at most.
 */
const withinBudget = (agreed: readonly PublicItem[]): PublicItem[] => {
  let left = MOST_BYTES - agreed.reduce((sum, { evidence }) => sum + bytesOf(named(evidence)), 0);
  return agreed.map(({ item, evidence }) => {
    const { narrative: _, ...addressed } = evidence;
    const cost = (form: Evidence) => bytesOf(form) - bytesOf(named(evidence));
    const form = [evidence, addressed].find((one) => cost(one) <= left) ?? named(evidence);
    left -= cost(form);
    return { item, evidence: form };
  });
};

const named = ({ type, name }: Evidence): Evidence => ({ type, name });

const webAddress = (url: string | undefined) =>
  url && URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).href : undefined;
