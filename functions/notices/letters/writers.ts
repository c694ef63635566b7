/** What a family of letters is: for each kind a pure function from what is known to what is read. */

import type { Known } from '../matters/matter.ts';
import type { OccasionKind } from '../matters/occasion.ts';
import type { Program, Recipient } from '../matters/readers.ts';
import type { Texts } from '../texts/catalog.ts';
import type { Letter } from './letter.ts';
import type { Links } from './links.ts';

/** `why`: why this person gets this mail, for the footer. */
type Content = Pick<Letter, 'subject' | 'blocks' | 'link' | 'unsubscribe'> & { why: string; choose?: string };

interface Desk {
  texts: Texts;
  links: Links;
  programId: string;
  program: Program;
  member: Recipient;
}

export type Writers<Kinds extends OccasionKind = OccasionKind> = {
  [Kind in Kinds]: (known: Known[Kind], desk: Desk) => Content;
};
