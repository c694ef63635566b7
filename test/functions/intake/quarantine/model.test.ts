import { expect, it } from 'vitest';
import { setAside } from '../../../../functions/intake/quarantine/model.ts';

it('tells what is wrong with a post once each, and of no more than a person reads: it must fit into an item', () => {
  const arrived = { receiptId: 'r', programId: 'p', sourceId: 's', webhookId: 'w', receivedAt: '2026-10-14T21:05:00Z' };
  const same = Array.from({ length: 20_000 }, () => ({ at: '$.files', code: 'not-text' }));
  const others = Array.from({ length: 100 }, (_, at) => ({ at: `$.files[${at}]`, code: 'not-text' }));
  const { next } = setAside(arrived, { reason: 'unreadable-submission', problems: [...same, ...others] }, 'c');
  expect(next.problems).toEqual([same[0], ...others.slice(0, 49)]);
});
