/** Which evidence may stand in a credential: what is signed and downloaded can never be called back. Pure. */
import type { Badge } from '../programs/read.ts';
import type { AttemptRecord, Review } from '../submissions/read.ts';
import type { Evidence } from './open-badge.ts';

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
  return (attempt?.evidence ?? []).flatMap(({ requirement: id, type, title, url, text, shareable }): Evidence[] => {
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
  });
};

const webAddress = (url: string | undefined) =>
  url && URL.canParse(url) && /^https?:/i.test(url) ? new URL(url).href : undefined;
