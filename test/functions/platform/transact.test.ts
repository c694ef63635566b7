import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Refused, Unavailable } from '../../../functions/platform/errors.ts';
import { ledgerTable } from '../../../functions/platform/table/table.ts';
import { isNew, Stale, transact } from '../../../functions/platform/table/transact.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';

let ledger: TestLedger;
beforeAll(async () => {
  ledger = await startLedger();
});
afterAll(() => ledger.close());

const Item = z.object({ pk: z.string(), sk: z.string(), n: z.number() });
const at = (pk: string) => ({ pk, sk: 'X' });

describe('a key that is longer than DynamoDB takes', () => {
  it.each([
    ['a partition', { pk: 'x'.repeat(2049), sk: 'X' }],
    ['a sort key', { pk: 'x', sk: '🎓'.repeat(257) }],
  ])('leads to nothing: %s', async (_, key) => {
    expect(await ledger.table.get(key, Item)).toBeUndefined();
    expect(await ledger.table.query({ pk: key.pk, prefix: key.sk }, Item)).toEqual([]);
  });
});

it('refuses a cursor that lies outside of the list', async () => {
  const after = Buffer.from(JSON.stringify(['POST#1'])).toString('base64url');
  await expect(ledger.table.page({ pk: 'x', prefix: 'DELIVERY#', limit: 1, after }, Item)).rejects.toMatchObject({
    ...{ code: 'query-invalid', status: 400 },
  });
});

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

  it('repeats a throttle that is thrown, and a lost answer, under one token', async () => {
    const tokens: unknown[] = [];
    const failures = [
      Object.assign(new Error('slow down'), { name: 'ThrottlingException' }),
      Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
    ];
    const send = async ({ input }: { input: { ClientRequestToken?: string } }) => {
      tokens.push(input.ClientRequestToken);
      const failure = failures.shift();
      if (failure) throw failure;
    };
    await transact({ send } as unknown as DynamoDBDocumentClient, 'table', [{ put: at('a') }]);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toBeTypeOf('string');
  });

  it('throws what no repetition mends, at once', async () => {
    let calls = 0;
    const send = async () => {
      calls++;
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    };
    const writing = transact({ send } as unknown as DynamoDBDocumentClient, 'table', [{ put: at('a') }]);
    await expect(writing).rejects.toMatchObject({ name: 'AccessDeniedException' });
    expect(calls).toBe(1);
  });

  it('answers a throttled read as Unavailable, and any other failure as it is', async () => {
    const failing = (name: string) =>
      ledgerTable('table', {
        send: async () => {
          throw Object.assign(new Error('x'), { name });
        },
      } as unknown as DynamoDBDocumentClient);
    const busy = { name: 'Unavailable', code: 'table-busy' };
    await expect(failing('ProvisionedThroughputExceededException').get(at('a'), Item)).rejects.toMatchObject(busy);
    await expect(failing('ThrottlingException').query({ pk: 'a' }, Item)).rejects.toMatchObject(busy);
    await expect(failing('ValidationException').get(at('a'), Item)).rejects.toMatchObject({
      name: 'ValidationException',
    });
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
