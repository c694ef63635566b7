/** Which evidence may stand in a credential: what is signed and downloaded can never be called back. Pure. */

import type { Evidence } from '../open-badges/open-badge.ts';
import type { Badge } from '../programs/read.ts';
import type { AttemptRecord, Review } from '../submissions/read.ts';

/**
 * An item is public only if three say so: the badge allows it, the earner chose it, and the reviewer confirmed that no
 * student can be identified. A reflection is never told, whatever anybody says.
 */
export const publicEvidence = (
  badge: Pick<Badge, 'requirements'>,
  attempt: Pick<AttemptRecord, 'evidence'> | undefined,
  review: Pick<Review, 'studentsNotIdentifiable'> | undefined,
): Evidence[] => {
  if (!review?.studentsNotIdentifiable) return [];
  const agreed = (attempt?.evidence ?? []).flatMap(
    ({ requirement: id, type, title, url, text, shareable }): Evidence[] => {
      const requirement = badge.requirements.find((one) => one.id === id);
      const allowed = requirement?.public === 'if-earner-and-reviewer-agree';
      if (!requirement || !allowed || !shareable || type === 'reflection') return [];
      const address = webAddress(url);
      if (!address && !text) return [];
      return [
        {
          ...(address && { id: address }),
          type: ['Evidence'],
          name: title || requirement.title,
          ...(text && { narrative: text }),
        },
      ];
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
const withinBudget = (agreed: readonly Evidence[]): Evidence[] => {
  let left = MOST_BYTES - agreed.reduce((sum, item) => sum + bytesOf(named(item)), 0);
  return agreed.map((item) => {
    const { narrative: _, ...addressed } = item;
    const cost = (form: Evidence) => bytesOf(form) - bytesOf(named(item));
    const form = [item, addressed].find((one) => cost(one) <= left) ?? named(item);
    left -= cost(form);
    return form;
  });
};

const named = ({ type, name }: Evidence): Evidence => ({ type, name });

const webAddress = (url: string | undefined) =>
  url && URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).href : undefined;
