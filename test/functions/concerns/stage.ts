/** Concerns on the real local engine, about credentials that a test makes up. */
import { concernsApi } from '../../../functions/concerns/concerns-api.ts';
import { concernRoutes } from '../../../functions/concerns/routes.ts';
import { concernStore } from '../../../functions/concerns/store.ts';
import type { Credential } from '../../../functions/credentials/read.ts';
import { http } from '../../../functions/platform/http/http.ts';
import { newId } from '../../../functions/platform/stamp.ts';
import { startLedger } from '../../dynamodb.ts';
import { call, formPost } from '../platform/call.ts';
import { credentialOf, type MadeUp, PROGRAM, program } from '../portfolios/stage.ts';
import { itemsOf } from '../programs/stage.ts';

export const startStage = async () => {
  const ledger = await startLedger();
  const state = { time: Date.parse('2026-03-02T10:00:00Z') };
  const stamp = { newId, now: () => new Date(state.time) };
  const credentials = new Map<string, Credential>();
  const collaborators = {
    concerns: concernStore(ledger.table, stamp),
    credentials: { get: async (credentialId: string) => credentials.get(credentialId) },
    programs: { program: async (id: string) => (id === PROGRAM ? program : undefined) },
    ...stamp,
  };
  const handler = http(concernRoutes, concernsApi(collaborators));
  const pathOf = (credentialId: string) => `/credentials/${credentialId}/concern`;
  return {
    ...collaborators,
    ...{ ledger, state, pathOf },
    credential(more: MadeUp = {}) {
      const credential = credentialOf(more);
      credentials.set(credential.credentialId, credential);
      return credential;
    },
    page: (credentialId: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      call(handler, { path: pathOf(credentialId), query, headers: { accept: 'text/html', ...headers } }),
    report: (credentialId: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      call(handler, formPost(pathOf(credentialId), { ...REPORT, ...form }, headers)),
    items: async (entity: string) => (await itemsOf(ledger)).filter((item) => item.entity === entity),
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;

export const REPORT = { kind: 'student-identifiable', text: 'Zebulon is on the second picture.', replyTo: '' };
