/** Writes what one recipient reads of a matter, in their language; each family of kinds in `letters/`. Pure. */

import type { Matter } from '../matters/matter.ts';
import type { OccasionKind } from '../matters/occasion.ts';
import type { Recipient } from '../matters/readers.ts';
import { catalogs } from '../texts/catalog.ts';
import { attemptLetters } from './attempts.ts';
import { awardLetters } from './awards.ts';
import { concernLetters } from './concerns.ts';
import { digestLetters } from './digests.ts';
import { endorsementLetters } from './endorsements.ts';
import type { Letter } from './letter.ts';
import type { Links } from './links.ts';
import { postLetters } from './posts.ts';
import { webhookLetters } from './webhooks.ts';
import type { Writers } from './writers.ts';

const writers: Writers = {
  ...attemptLetters,
  ...awardLetters,
  ...postLetters,
  ...concernLetters,
  ...endorsementLetters,
  ...webhookLetters,
  ...digestLetters,
};

export const writeLetter = <Kind extends OccasionKind>(
  kind: Kind,
  matter: Matter<Kind>,
  member: Recipient,
  links: Links,
): Letter => {
  const { program, programId, known } = matter;
  const { language } = member;
  const texts = catalogs[language];
  const { why, choose, ...content } = writers[kind](known, { texts, links, programId, program, member });
  return {
    language,
    letterhead: { name: program.name, color: program.colors.primary },
    greeting: texts.greeting(member.name),
    ...content,
    ...(choose && { choose: { label: texts.choose, url: choose } }),
    footer: [why, texts.replies(program.contact)],
  };
};
