import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Refused, Unavailable } from '../../../functions/platform/errors.ts';
import { isNew, Stale, transact } from '../../../functions/platform/table/transact.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

const Item = z.object({ pk: z.string(), sk: z.string(), n: z.number() });
const at = (pk: string) => ({ pk, sk: 'X' });

describe('transact', () => {
  it('writes all or nothing', async () => {
    await ledger.table.transact([{ put: { ...at('taken'), n: 1 }, ...isNew }]);
    const writes = [{ put: { ...at('fresh'), n: 2 } }, { put: { ...at('taken'), n: 2 }, ...isNew }];
    await expect(ledger.table.transact(writes)).rejects.toBeInstanceOf(Stale);
    expect(await ledger.table.get(at('fresh'), Item)).toBeUndefined();
    expect((await ledger.table.get(at('taken'), Item))?.n).toBe(1);
  });

  it('turns a failed condition into the domain error, made from what was found', async () => {
    await ledger.table.transact([{ put: { ...at('held'), n: 7 } }]);
    const write = {
      put: { ...at('held'), n: 8 },
      ...isNew,
      otherwise: (found?: Record<string, unknown>) => new Refused('held', { message: `found ${found?.n}` }),
    };
    await expect(ledger.table.transact([write])).rejects.toMatchObject({ code: 'held', message: 'found 7' });
  });

  it('gives up a lasting conflict as Unavailable, and passes one that clears', async () => {
    let calls = 0;
    const conflict = new TransactionCanceledException({
      message: 'conflict',
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }],
    });
    const conflicting = (times: number) =>
      ({
        send: async () => {
          calls++;
          if (calls <= times) throw conflict;
        },
      }) as unknown as DynamoDBDocumentClient;
    await transact(conflicting(2), 'table', [{ put: at('a') }]);
    expect(calls).toBe(3);
    calls = 0;
    await expect(transact(conflicting(99), 'table', [{ put: at('a') }])).rejects.toBeInstanceOf(Unavailable);
    expect(calls).toBe(6);
  });
});
