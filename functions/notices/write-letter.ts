/** Writes what one recipient reads of a matter, in their language; each family of kinds in `letters/`. Pure. */
import type { Letter } from './letter.ts';
import { attemptLetters } from './letters/attempts.ts';
import { awardLetters } from './letters/awards.ts';
import { concernLetters } from './letters/concerns.ts';
import { digestLetters } from './letters/digests.ts';
import { endorsementLetters } from './letters/endorsements.ts';
import { postLetters } from './letters/posts.ts';
import { webhookLetters } from './letters/webhooks.ts';
import type { Writers } from './letters/writers.ts';
import type { Links } from './links.ts';
import type { Matter } from './matter.ts';
import type { OccasionKind } from './occasion.ts';
import type { Recipient } from './readers.ts';
import { catalogs } from './texts/catalog.ts';

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
