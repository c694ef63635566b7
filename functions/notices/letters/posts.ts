/** What is written of a post in quarantine. */
import { day } from '../../platform/day.ts';
import type { OfPosts, SetAside } from '../matters/posts.ts';
import type { Texts } from '../texts/catalog.ts';
import { type Block, facts, heading, paragraph } from './letter.ts';
import type { Writers } from './writers.ts';

export const postLetters: Writers<keyof OfPosts> = {
  'posts-waiting': ({ total, more, reasons, oldest }, { texts, links, programId, program, member }) => {
    const words = texts['posts-waiting'];
    const since = oldest === undefined ? undefined : day(oldest, member.language);
    const counted = reasons.map(({ reason, count }): [string, string] => [String(count), texts.reasons[reason].what]);
    return {
      subject: words.subject(total, more),
      blocks: [
        paragraph(words.first(total, more)),
        facts(...counted),
        facts([words.oldest, since]),
        heading(texts.next),
        paragraph(words.next),
      ],
      link: { label: words.link, url: links.quarantine(programId) },
      why: words.why(program.name),
    };
  },
  'post-set-aside': (known, { texts, program }) => {
    const { subject, first, why } = texts['post-set-aside'];
    const about = facts([texts.facts.source, known.source], [texts.facts.receipt, known.receiptId]);
    const next = texts.reasons[known.reason].earner;
    return {
      subject,
      blocks: [paragraph(first(program.name)), ...obstacles(known, texts), about, heading(texts.next), paragraph(next)],
      why: why(program.name),
    };
  },
};

const obstacles = ({ reason, problems }: SetAside, texts: Texts): Block[] => [
  paragraph(texts.reasons[reason].what),
  ...(problems.length === 0
    ? []
    : [facts(...problems.map(({ at, code, words }): [string, string] => [at, texts.problem(code, words)]))]),
];
