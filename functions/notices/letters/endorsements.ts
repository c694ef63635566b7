/** What is written of an endorsement. */
import { day } from '../../platform/day.ts';
import type { OfEndorsements } from '../matters/endorsements.ts';
import { heading, paragraph, quote } from './letter.ts';
import type { Writers } from './writers.ts';

export const endorsementLetters: Writers<keyof OfEndorsements> = {
  'endorsement-wanted': ({ badgeName, competency, endorsementId, key, until }, { texts, links, program, member }) => {
    const words = texts['endorsement-wanted'];
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(program.name, badgeName)),
        quote(competency, words.says),
        paragraph(words.how),
        paragraph(words.until(day(until, member.language))),
      ],
      link: { label: words.link, url: links.invitation(endorsementId, key) },
      why: words.why(program.name),
    };
  },
  'endorsement-proposed': ({ badgeName, endorserName, kind }, { texts, links, programId, program }) => {
    const words = texts['endorsement-proposed'];
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(endorserName, badgeName)),
        paragraph(words.kinds[kind]),
        heading(texts.next),
        paragraph(words.next),
      ],
      link: { label: words.link, url: links.endorsements(programId) },
      why: words.why(program.name),
    };
  },
};
