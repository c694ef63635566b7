/** Calls and grants in the same words, so that the two can be compared as texts, and read where they differ. */
import { partitions } from '../../functions/platform/table/keys.ts';
import type { Call } from './calls.ts';
import type { Allowed } from './policies.ts';

/** Logical ids without the hash that they end in. */
export const named = (caller: string) => caller.replace(/(Function)?[0-9A-F]{8}$/, '');
const beginning = (pk: string) => Object.values(partitions).find((each) => pk.startsWith(each)) ?? pk;

const VERB: Record<string, string> = {
  'dynamodb:GetItem': 'reads',
  'dynamodb:Query': 'reads',
  'dynamodb:PutItem': 'writes',
  'dynamodb:UpdateItem': 'writes',
};
const nameOf = (arn: string) => arn.split(':').slice(5).join(':');

/** A call in words: reading is one thing and writing is one, as lib/ledger.ts grants them; a partition is its kind. */
export const inWords = ({ caller, action, resource, context }: Call) => {
  const begins = VERB[action] === 'writes' || action.endsWith('DeleteItem') ? context['dynamodb:LeadingKeys'] : [];
  return [named(caller), VERB[action] ?? action, nameOf(resource), ...(begins ?? []).map(beginning)].join(' ');
};

/** Every grant in the same words: one for each action, resource and kind of partition. */
export const grantsInWords = ({ caller, actions, resources, conditions }: Allowed) => {
  const patterns = conditions['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return actions.flatMap((action) =>
    resources.flatMap((resource) =>
      (patterns ?? ['']).map((pattern) =>
        [named(caller), VERB[action] ?? action, nameOf(resource), pattern.replace('*', '')].join(' ').trim(),
      ),
    ),
  );
};
