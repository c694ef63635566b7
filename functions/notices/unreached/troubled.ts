/** Notices that did not arrive, by people who are still there: whoever left the program needs to be reached no more. */
import { askOnce } from '../../platform/ask-once.ts';
import type { PageOf } from '../../platform/table/table.ts';
import type { Claim } from '../claims/claim.ts';

/** As many as are read at a time. */
const PART = 100;
/** Of people who left there may be hundreds before the first who is still there; a page must end sometime. */
const MOST_PARTS = 20;

interface Troubles<Person> {
  unreached(part: { limit: number; after?: string | undefined }): Promise<PageOf<Claim>>;
  /** Undefined for somebody who left. The same person is asked for once. */
  personOf(claim: Claim): Promise<Person | undefined>;
  /** As many notices as are wanted. */
  most: number;
}

/** Longest waiting first. */
export const troubled = async <Person>({ unreached, personOf, most }: Troubles<Person>) => {
  const found: { claim: Claim; person: Person }[] = [];
  const known = new Map<string, Claim>();
  const personBy = askOnce(async (key: string) => {
    const claim = known.get(key);
    return claim && personOf(claim);
  });
  let after: string | undefined;
  for (let part = 1; part <= MOST_PARTS; part++) {
    const { items, next } = await unreached({ limit: PART, after });
    for (const claim of items) {
      const key = claim.employeeId ?? claim.claimId;
      known.set(key, known.get(key) ?? claim);
      const person = await personBy(key);
      if (person !== undefined) found.push({ claim, person });
      if (found.length > most) return { troubles: found.slice(0, most), more: true };
    }
    if (next === undefined) return { troubles: found, more: false };
    after = next;
  }
  return { troubles: found, more: true };
};
