/** The figures add up: events by kind against the items they tell of, and these against what the clients sent. */
import { ofEntity } from '../../played/ledger.ts';
import { type Check, type Remains, violations } from '../remains.ts';

export const eventCounts = ({ items }: Pick<Remains, 'items'>) => {
  const counts = new Map<string, number>();
  for (const { detailType } of ofEntity(items, 'Event')) {
    const name = String(detailType).replace(/\.v\d+$/, '');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return (name: string) => counts.get(name) ?? 0;
};

export const checkFigures: Check = (remains) => {
  const { items, books } = remains;
  const events = eventCounts(remains);
  const count = (entity: string, which: (item: Remains['items'][number]) => boolean = () => true) =>
    ofEntity(items, entity).filter(which).length;
  const pairs: [what: string, one: number, other: number][] = [
    ['attempts and submission.created', count('Attempt'), events('submission.created')],
    [
      'approvals by reviewers and evidence.approved',
      count('Review', ({ decision }) => decision === 'approve'),
      events('evidence.approved'),
    ],
    [
      'returns and evidence.returned',
      count('Review', ({ decision }) => decision === 'return'),
      events('evidence.returned'),
    ],
    ['denials and evidence.denied', count('Review', ({ decision }) => decision === 'deny'), events('evidence.denied')],
    ['awards and badge.awarded', count('Award'), events('badge.awarded')],
    [
      'declined approvals and award.declined',
      count('Approval', ({ outcome }) => outcome === 'declined'),
      events('award.declined'),
    ],
    ['credentials and assertion.signed', count('Credential'), events('assertion.signed')],
    ['revocations and badge.revoked', count('Revocation'), events('badge.revoked')],
    [
      'shared credentials and credential.shared',
      count('Credential', ({ shared }) => shared === true),
      events('credential.shared'),
    ],
    ['posts in quarantine and post.quarantined', count('QuarantinedPost'), events('post.quarantined')],
    ['receipts and posts', count('Receipt'), books.posts.length],
    [
      'posts and what became of them',
      books.posts.length,
      count('Attempt') + count('QuarantinedPost') + count('KeptPost'),
    ],
  ];
  const unequal = pairs.filter(([, one, other]) => one !== other);
  return violations(
    'figures-differ',
    unequal.map(([what, one, other]) => `${what}: ${one} and ${other}`),
  );
};
