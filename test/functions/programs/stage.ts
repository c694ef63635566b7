/** The program routes on the real local table, with people who are signed in by naming their address. */
import { randomUUID } from 'node:crypto';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { http } from '../../../functions/platform/http/http.ts';
import type { kmsSealer } from '../../../functions/platform/seal.ts';
import { newId, now } from '../../../functions/platform/stamp.ts';
import type { Table } from '../../../functions/platform/table/table.ts';
import { type ProgramFile, readProgramFile } from '../../../functions/programs/program-file.ts';
import { programsApi } from '../../../functions/programs/programs-api.ts';
import { programReader } from '../../../functions/programs/read.ts';
import { programRoutes } from '../../../functions/programs/routes.ts';
import { secretMaker } from '../../../functions/programs/source-secrets.ts';
import { programStore } from '../../../functions/programs/store.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';
import { call } from '../platform/call.ts';
import * as minimal from './minimal-program.ts';

export const ADMINISTRATOR = 'it@district.example';

/** The id of a program that no other test has. */
export const newProgramId = () => `p-${randomUUID()}`;

/** A program as it is posted; `more` may break it. */
export const fileOf = (programId: string, more: object = {}) =>
  minimal.program({
    id: programId,
    deputy: 'E-2',
    members: [minimal.member('E-1', { roles: [] }), minimal.member('E-2'), minimal.member('E-3')],
    ...more,
  });

export const parsed = (json: unknown): ProgramFile => {
  const read = readProgramFile(json);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.program;
};

/** What is put, right or wrong, at the address that its id names. */
interface Posted extends Record<string, unknown> {
  id: string;
}

/** Routes, store and reader over a table; the sealer is the only edge that may be left out. */
export const serve = (table: Table, sealer: Pick<ReturnType<typeof kmsSealer>, 'seal'> = noSealer) => {
  const programs = programReader(table);
  const store = programStore(table, { now, newId });
  const identify = memberIdentification({ identities: identityStore(table, { now }), programs });
  const handler = http(
    programRoutes,
    programsApi({
      programs,
      store,
      secrets: secretMaker(table, sealer, { now }),
      identify,
      administrators: [ADMINISTRATOR.toUpperCase()],
      publicUrl: 'https://badges.example',
    }),
    async ({ headers }) => {
      const address = headers.authorization;
      const subject = `sub-${address}`;
      return address ? { issuer: 'https://issuer.example', subject, verifiedEmail: async () => address } : undefined;
    },
  );
  const send = async (as: string, method: string, path: string, json?: unknown, query?: Record<string, string>) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const headers = { 'content-type': 'application/json', ...(as && { authorization: as }) };
    const answer = await call(handler, { method, path, headers, ...body, ...(query && { query }) });
    return { status: Number(answer.statusCode), json: JSON.parse(answer.body || 'null'), headers: answer.headers };
  };
  const put = (json: Posted, as = ADMINISTRATOR) => send(as, 'PUT', `/v1/programs/${json.id}`, json);
  const dryRun = (json: Posted, as = ADMINISTRATOR) =>
    send(as, 'PUT', `/v1/programs/${json.id}`, json, { dryRun: 'true' });
  return { send, put, dryRun, programs, store };
};

const noSealer = {
  seal: (): never => {
    throw new Error('This test makes no secrets.');
  },
};

/** The table, failing from the given write on as a killed function does: nothing after it happens. */
export const killedAfter = (table: Table, writes: number): Table => {
  let left = writes;
  return {
    ...table,
    transact: async (all) => {
      if (left-- <= 0) throw new Error('killed');
      return table.transact(all);
    },
  };
};

export const itemsOf = async ({ client, tableName }: TestLedger): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ConsistentRead: true, ExclusiveStartKey }));
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items;
};

/** Everything that a reader tells of a program, to compare before and after. */
export const seen = async (ledger: TestLedger, programId: string) => {
  const { programs, store } = serve(ledger.table);
  const [head, program, badges, owners, earners, current] = await Promise.all([
    programs.head(programId),
    programs.program(programId),
    programs.badges(programId),
    programs.membersWithRole(programId, 'administrator'),
    programs.membersWithRole(programId, 'earner'),
    store.current(programId),
  ]);
  return { head, program, badges, owners, earners, current };
};

export { minimal, startLedger };
