/** What is written in a digest. An award that is alone in it reads as any award notice. */

import type { OfDigests } from '../matters/digests.ts';
import { awardLetters } from './awards.ts';
import { facts, heading, paragraph } from './letter.ts';
import type { Writers } from './writers.ts';

export const digestLetters: Writers<keyof OfDigests> = {
  digest: ({ awards, others, unreached, unreachedMore, token }, desk) => {
    const { texts, links, programId, program } = desk;
    const words = texts.digest;
    const [alone] = awards;
    const count = awards.length + others;
    if (alone && count === 1 && unreached.length === 0) return awardLetters['award-notice'](alone, desk);
    const rows = awards.map(({ earnerName, badgeName, school }): [string, string] => [
      earnerName,
      school === undefined ? badgeName : `${badgeName} (${school})`,
    ]);
    return {
      subject: count > 0 ? words.subject(count) : words.unreachedSubject(unreached.length, unreachedMore),
      blocks: [
        ...(count > 0 ? [paragraph(words.first(count)), facts(...rows)] : []),
        ...(others > 0 ? [paragraph(words.others(others))] : []),
        ...(unreached.length > 0 ? [heading(words.unreached), paragraph(words.unreachedMore)] : []),
        ...(unreached.length > 0
          ? [facts(...unreached.map(({ name, trouble }): [string, string] => [name, words.troubles[trouble]]))]
          : []),
      ],
      link:
        unreached.length > 0
          ? { label: words.unreachedLink, url: links.unreachable(programId) }
          : { label: words.link, url: links.program(programId) },
      choose: links.noticeSettings(programId),
      unsubscribe: links.unsubscribe(token),
      why: words.why(program.name),
    };
  },
};
