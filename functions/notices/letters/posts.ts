/** What is written of a post in quarantine. */
import { type Block, facts, heading, paragraph } from '../letter.ts';
import type { OfPosts, SetAside } from '../matters/posts.ts';
import type { Texts } from '../texts/catalog.ts';
import type { Writers } from './writers.ts';

export const postLetters: Writers<keyof OfPosts> = {
  'post-quarantined': (known, { texts, links, programId, program }) => {
    const { subject, first, link, why } = texts['post-quarantined'];
    const { source, receipt, sentFor } = texts.facts;
    const about = facts([source, known.source], [sentFor, known.earnerName], [receipt, known.receiptId]);
    const next = texts.reasons[known.reason].owner;
    return {
      subject,
      blocks: [paragraph(first(known.source)), ...obstacles(known, texts), about, heading(texts.next), paragraph(next)],
      link: { label: link, url: links.quarantine(programId) },
      why: why(program.name),
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
