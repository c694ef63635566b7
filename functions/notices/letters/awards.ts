/** What is written of an award. */
import { day } from '../../platform/day.ts';
import type { OfAwards } from '../matters/awards.ts';
import { facts, paragraph, quote } from './letter.ts';
import type { Writers } from './writers.ts';

export const awardLetters: Writers<keyof OfAwards> = {
  'badge-awarded': ({ badgeName, competency, credentialId, holderKey }, { texts, links, program }) => {
    const words = texts['badge-awarded'];
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(badgeName)),
        quote(competency, words.says),
        paragraph(words.open),
        paragraph(words.keep),
      ],
      link: { label: words.link, url: links.credential(credentialId, holderKey) },
      why: words.why(program.name),
    };
  },
  'badge-revoked': ({ badgeName, reason, revokedAt, credentialId, holderKey }, { texts, links, program, member }) => {
    const words = texts['badge-revoked'];
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(badgeName, day(revokedAt, member.language))),
        quote(reason, words.reason),
        paragraph(words.seen),
        paragraph(words.next),
      ],
      link: { label: words.link, url: links.credential(credentialId, holderKey) },
      why: words.why(program.name),
    };
  },
  'award-notice': ({ badgeName, earnerName, school }, { texts, links, programId, program, member }) => {
    const words = texts['award-notice'];
    const { badge, earner, school: at } = texts.facts;
    const schools = member.schools && new Intl.ListFormat(member.language).format(member.schools);
    return {
      subject: words.subject(earnerName, badgeName),
      blocks: [
        paragraph(words.first(earnerName, badgeName)),
        facts([badge, badgeName], [earner, earnerName], [at, school]),
      ],
      link: { label: words.link, url: links.program(programId) },
      choose: links.noticeSettings(programId),
      why: words.why(program.name, schools),
    };
  },
};
