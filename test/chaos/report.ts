/** What a run comes to, for people: figures, faults by kind, and every promise that was not kept. */
import { ofEntity } from '../played/ledger.ts';
import type { Outcome } from './chaos.ts';
import { secondMails } from './checks/mails.ts';
import { countFaults } from './inject.ts';
import { otherFaults, type Plan, requestFaults } from './plan.ts';

const MOST_SHOWN = 10;

/** The faults that the plan asks for and that never happened. */
export const neverHappened = (plan: Plan, counts: { readonly [fault: string]: number }): string[] =>
  Object.entries({ ...plan.requests, ...plan.others, ...plan.every }).flatMap(([fault, rate]) =>
    rate > 0 && counts[fault] === 0 ? [fault] : [],
  );

const figuresOf = ({ remains, restarts, worn }: Outcome): [string, number][] => {
  const { items, books, mails } = remains;
  const count = (entity: string) => ofEntity(items, entity).length;
  const { eventLost, eventLate } = secondMails(remains);
  return [
    ['posts', books.posts.length],
    ['posts, with repetitions', books.posts.reduce((sum, { tries }) => sum + tries, 0)],
    ['submissions', count('Submission')],
    ['attempts', count('Attempt')],
    ['in quarantine', count('QuarantinedPost')],
    ['kept', count('KeptPost')],
    ['decisions', count('Review')],
    ['approvals', count('Approval')],
    ['awards', count('Award')],
    ['credentials', count('Credential')],
    ['revocations', count('Revocation')],
    ['events', count('Event')],
    ['events on the bus, with repetitions', remains.heard.length],
    ['mails', mails.length],
    ["second mails: SES's event lost", eventLost.length],
    ["second mails: SES's event late", eventLate.length],
    ['worn out by five deaths, put back', worn],
    ['restarts of everything', restarts],
  ];
};

const table = (title: string, rows: readonly (readonly [string, number])[]) => [
  '',
  title,
  ...rows.map(([name, figure]) => `  ${name.padEnd(38)}${String(figure).padStart(8)}`),
];

const told = ({ violations }: Outcome): string[] => {
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const broken = violations.filter((one) => one.rule === rule).map(({ about }) => about);
    const more = broken.length - MOST_SHOWN;
    return ['', `${rule}: ${broken.length}`, ...broken.slice(0, MOST_SHOWN).map((one) => `  ${one}`)].concat(
      more > 0 ? [`  and ${more} more`] : [],
    );
  });
};

export const reportOf = (outcome: Outcome, plan: Plan): { lines: string[]; good: boolean } => {
  const counts = countFaults(outcome.remains.injected, [...requestFaults, ...otherFaults]);
  const missing = neverHappened(plan, counts);
  const good = outcome.violations.length === 0 && missing.length === 0;
  const verdict = good ? ['', 'Nothing lost, nothing doubled.'] : told(outcome);
  const unproved = missing.map((fault) => `  ${fault} was planned and never happened: the run proves nothing of it`);
  return {
    lines: [
      ...table('What happened', figuresOf(outcome)),
      ...table('Faults', Object.entries(counts)),
      ...verdict,
      ...(unproved.length > 0 ? ['', ...unproved] : []),
    ],
    good,
  };
};
