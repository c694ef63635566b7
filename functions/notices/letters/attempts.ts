/** What is written of an attempt and its review. */

import type { OfAttempts, Reviewed } from '../matters/attempts.ts';
import type { Texts } from '../texts/catalog.ts';
import { type Block, heading, paragraph, quote } from './letter.ts';
import type { Writers } from './writers.ts';

export const attemptLetters: Writers<keyof OfAttempts> = {
  'submission-received': ({ badgeName, submissionId, attempt }, { texts, links, program }) => {
    const words = texts['submission-received'];
    return {
      subject: words.subject(badgeName, attempt),
      blocks: [
        paragraph(attempt === 1 ? words.first(badgeName) : words.again(badgeName, attempt)),
        paragraph(words.after),
      ],
      link: { label: words.link, url: links.submission(submissionId) },
      why: words.why(program.name),
    };
  },
  'review-wanted': ({ badgeName, submissionId, attempt }, { texts, links, program }) => {
    const words = texts['review-wanted'];
    const opening = attempt === 1 ? words.first(badgeName) : words.again(badgeName, attempt);
    return {
      subject: words.subject(badgeName, attempt),
      blocks: [opening, words.task, words.care].map(paragraph),
      link: { label: words.link, url: links.submission(submissionId) },
      why: words.why(program.name),
    };
  },
  'reviewer-missing': ({ badgeName, submissionId }, { texts, links, program }) => {
    const words = texts['reviewer-missing'];
    return {
      subject: words.subject(badgeName),
      blocks: [paragraph(words.first(badgeName)), heading(texts.next), paragraph(words.next)],
      link: { label: words.link, url: links.submission(submissionId) },
      why: words.why(program.name),
    };
  },
  returned: (known, { texts, links, program }) => {
    const words = texts.returned;
    const { badgeName, submissionId, attempt } = known;
    return {
      subject: words.subject(badgeName),
      blocks: [
        paragraph(words.first(badgeName)),
        ...reviewOf(known, texts),
        heading(texts.next),
        paragraph(words.next(attempt + 1)),
      ],
      link: { label: words.link, url: links.submission(submissionId) },
      why: words.why(program.name),
    };
  },
  'not-yet': (known, { texts, links, program }) => {
    const words = texts['not-yet'];
    const { badgeName, submissionId, mayTryAgain } = known;
    const next = mayTryAgain ? words.again : words.final;
    return {
      subject: words.subject(badgeName),
      blocks: [paragraph(words.first(badgeName)), ...reviewOf(known, texts), heading(texts.next), paragraph(next)],
      link: { label: words.link, url: links.submission(submissionId) },
      why: words.why(program.name),
    };
  },
};

const reviewOf = ({ remark, comments }: Reviewed, { reviewer, private: ofWhom }: Texts): Block[] => [
  paragraph(ofWhom),
  ...(remark === undefined ? [] : [heading(reviewer.remark), quote(remark)]),
  ...(comments.length === 0 ? [] : [heading(reviewer.comments)]),
  ...comments.map(({ criterion, level, text }) => quote(text, reviewer.level(criterion, level))),
];
