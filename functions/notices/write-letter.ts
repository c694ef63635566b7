/** Writes what one recipient reads of a matter, in their language. Pure. */
import { day } from '../platform/day.ts';
import { type Block, facts, heading, type Letter, paragraph, quote } from './letter.ts';
import type { Links } from './links.ts';
import type { Known, Matter, Reviewed, SetAside } from './matter.ts';
import type { OccasionKind } from './occasion.ts';
import type { Program, Recipient } from './readers.ts';
import { catalogs, type Texts } from './texts/catalog.ts';

type Content = Pick<Letter, 'subject' | 'blocks' | 'link'> & { why: string };

interface Desk {
  texts: Texts;
  links: Links;
  programId: string;
  program: Program;
  member: Recipient;
}

type Writers = { [Kind in OccasionKind]: (known: Known[Kind], desk: Desk) => Content };

export const writeLetter = <Kind extends OccasionKind>(
  kind: Kind,
  matter: Matter<Kind>,
  member: Recipient,
  links: Links,
): Letter => {
  const { program, programId, known } = matter;
  const { language } = member;
  const texts = catalogs[language];
  const { why, ...content } = writers[kind](known, { texts, links, programId, program, member });
  return {
    language,
    letterhead: { name: program.name, color: program.colors.primary },
    greeting: texts.greeting(member.name),
    ...content,
    footer: [why, texts.replies(program.contact)],
  };
};

const writers: Writers = {
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
      why: words.why(program.name, schools),
    };
  },
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

const reviewOf = ({ remark, comments }: Reviewed, { reviewer, private: ofWhom }: Texts): Block[] => [
  paragraph(ofWhom),
  ...(remark === undefined ? [] : [heading(reviewer.remark), quote(remark)]),
  ...(comments.length === 0 ? [] : [heading(reviewer.comments)]),
  ...comments.map(({ criterion, level, text }) => quote(text, reviewer.level(criterion, level))),
];

const obstacles = ({ reason, problems }: SetAside, texts: Texts): Block[] => [
  paragraph(texts.reasons[reason].what),
  ...(problems.length === 0
    ? []
    : [facts(...problems.map(({ at, code, words }): [string, string] => [at, texts.problem(code, words)]))]),
];
