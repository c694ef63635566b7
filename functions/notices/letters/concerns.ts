/** What is written of a concern. */

import type { OfConcerns } from '../matters/concerns.ts';
import { facts, heading, paragraph, quote } from './letter.ts';
import type { Writers } from './writers.ts';

export const concernLetters: Writers<keyof OfConcerns> = {
  'concern-reported': ({ badgeName, credentialId, kind, text, replyTo }, { texts, links, program }) => {
    const words = texts['concern-reported'];
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(badgeName)),
        quote(text, words.kinds[kind]),
        facts([words.answer, replyTo]),
        paragraph(words.care),
        heading(texts.next),
        paragraph(words.next),
      ],
      link: { label: words.link, url: links.sharedCredential(credentialId) },
      why: words.why(program.name),
    };
  },
};
