/** The routes of the quarantine as API Gateway calls them, beside the intake that fills it. Whoever calls is named. */
import { quarantineApi } from '../../../../functions/intake/quarantine/quarantine-api.ts';
import type { Replaying } from '../../../../functions/intake/quarantine/replay.ts';
import { quarantineRoutes } from '../../../../functions/intake/quarantine/routes.ts';
import { quarantineStore } from '../../../../functions/intake/quarantine/store.ts';
import { forbidden } from '../../../../functions/platform/errors.ts';
import { http } from '../../../../functions/platform/http/http.ts';
import { stamp } from '../../../../functions/platform/stamp.ts';
import type { Table } from '../../../../functions/platform/table/table.ts';
import { receive } from '../../../../functions/submissions/receive.ts';
import { submissionStore } from '../../../../functions/submissions/store.ts';
import { call, formPost, type Handler } from '../../platform/call.ts';
import type { Intake } from '../intake.ts';

/** What a replay works with; on another view of the same table, if told. */
export const replaying = ({ programs, awards, ...intake }: Intake, table: Table = intake.table) => {
  const submissions = submissionStore(table, stamp);
  return {
    quarantine: quarantineStore(table, stamp),
    programs,
    awards,
    submissions: { current: submissions.current, opening: receive({ submissions, ...stamp }) },
    ...stamp,
  } satisfies Replaying;
};

export const quarantineHandler = (intake: Intake, table?: Table): Handler =>
  http(
    quarantineRoutes,
    quarantineApi({
      ...replaying(intake, table),
      async identify({ subject }, programId) {
        const found = await intake.programs.member(programId, subject);
        if (!found) throw forbidden('not-a-member', 'Nobody here.');
        return found;
      },
    }),
    async ({ headers, cookies }) => {
      const subject = headers.authorization?.replace('Bearer ', '') ?? cookies.as;
      return subject ? { issuer: 'https://issuer.example', subject, verifiedEmail: async () => undefined } : undefined;
    },
  ) as Handler;

export const API = '/v1/programs/a-program/quarantine';
export const PAGE = '/programs/a-program/quarantine';

/** The calls of a test, by the owner unless somebody else is named. */
export const desk = (handler: Handler) => ({
  async api(method: 'GET' | 'POST', path = '', { as = 'E-1', body, query }: Calling = {}) {
    const headers = { authorization: `Bearer ${as}`, ...(body && { 'content-type': 'application/json' }) };
    const request = { method, path: API + path, headers, ...(query && { query }) };
    const answer = await call(handler, { ...request, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.statusCode, json: JSON.parse(answer.body) };
  },
  page: (path = '', as: string | undefined = 'E-1', query?: Record<string, string>) =>
    call(handler, {
      ...{ path: PAGE + path, headers: { accept: 'text/html' }, ...(query && { query }) },
      ...(as !== '' && { cookies: [`as=${as}`] }),
    }),
  form: (path: string, fields: Record<string, string>, as = 'E-1') =>
    call(handler, { ...formPost(PAGE + path, fields, { accept: 'text/html' }), cookies: [`as=${as}`] }),
});

interface Calling {
  as?: string;
  body?: object;
  query?: Record<string, string>;
}
