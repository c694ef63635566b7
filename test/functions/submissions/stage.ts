/** Submissions on the real local engine, with the example program and people who are signed in by saying so. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { awardBadge } from '../../../functions/awards/award-badge.ts';
import { awardStore } from '../../../functions/awards/store.ts';
import { signAssertion } from '../../../functions/credentials/signing/sign-assertion.ts';
import { credentialStore } from '../../../functions/credentials/store.ts';
import { http } from '../../../functions/platform/http/http.ts';
import type { Principal } from '../../../functions/platform/http/route.ts';
import { newId, newSecretId } from '../../../functions/platform/stamp.ts';
import { keys } from '../../../functions/platform/table/keys.ts';
import { readProgramFile } from '../../../functions/programs/program-file.ts';
import { memberIdentification } from '../../../functions/sign-in/identify.ts';
import { identityStore } from '../../../functions/sign-in/identities.ts';
import { receive } from '../../../functions/submissions/receive.ts';
import { submissionRoutes } from '../../../functions/submissions/routes.ts';
import { submissionStore } from '../../../functions/submissions/store.ts';
import type { Evidence } from '../../../functions/submissions/submission.ts';
import { submissionPages } from '../../../functions/submissions/submission-pages.ts';
import { submissionsApi } from '../../../functions/submissions/submissions-api.ts';
import { startLedger } from '../../dynamodb.ts';
import { jwtSignerOf, PUBLIC_URL, programsOf, signerOf, signingOn } from '../credentials/stage.ts';
import { type Call, call, formPost } from '../platform/call.ts';

const file = new URL('../../../examples/future-ready-teachers.json', import.meta.url);
const read = readProgramFile(JSON.parse(readFileSync(file, 'utf8')));
if (!read.ok) throw new Error('The example program cannot be read.');
export const { program } = read;
export const PROGRAM = program.id;

/** The people of the example, by what they are here. */
export const people = {
  earner: 'E-1203',
  spanishEarner: 'E-1218',
  reviewer: 'E-1127',
  otherReviewer: 'E-1139',
  owner: 'E-1004',
  deputy: 'E-1011',
  sponsor: 'E-1001',
  administrator: 'E-1052',
  finance: 'E-1080',
};

/** A name that must reach nobody but those who may read the evidence. */
export const CANARY = 'Zebulon Quartermain';

const memberOf = (employeeId: string) => program.members.find((member) => member.employeeId === employeeId);
const badgeOf = (badgeId: string) => program.badges.find(({ id }) => id === badgeId);
const versioned = (badgeId: string) => {
  const badge = badgeOf(badgeId);
  return badge && { ...badge, version: 1 };
};

const { badges: _badges, members: _members, sources: _sources, id: programId, ...rest } = program;
/** The readers of the example program, from its file. */
export const programs = {
  program: async (id: string) => (id === PROGRAM ? { ...rest, programId, revision: 1 } : undefined),
  badgeVersion: async (_: string, badgeId: string) => versioned(badgeId),
  member: async (id: string, employeeId: string) => (id === PROGRAM ? memberOf(employeeId) : undefined),
  memberByAddress: async (id: string, address: string) =>
    id === PROGRAM ? program.members.find(({ addresses }) => addresses.includes(address)) : undefined,
};

/** Signed in as `Bearer <employee id>`, or by the cookie `as=<employee id>`. */
const principalOf = (employeeId: string | undefined): Principal | undefined =>
  employeeId
    ? {
        issuer: 'https://issuer.example',
        subject: `sub-${employeeId}`,
        verifiedEmail: async () => memberOf(employeeId)?.addresses[0] ?? 'stranger@elsewhere.example',
      }
    : undefined;

export const evidence = (more: Partial<Evidence> = {}): Evidence[] => [
  {
    requirement: 'question-sets',
    type: 'file',
    url: 'https://drive.example/openers',
    title: 'Openers',
    shareable: true,
  },
  {
    requirement: 'reflection',
    type: 'reflection',
    text: `What ${CANARY} did.\nAnd <b>more</b>.`,
    shareable: false,
    ...more,
  },
];

export const startStage = async () => {
  const ledger = await startLedger();
  let time = Date.parse('2026-11-23T09:00:00Z');
  const stamp = { newId, now: () => new Date(time) };
  const submissions = submissionStore(ledger.table, stamp);
  const identify = memberIdentification({ identities: identityStore(ledger.table, stamp), programs });
  const [awards, credentials] = [awardStore(ledger.table, stamp), credentialStore(ledger.table, stamp)];
  const asked = { badgeVersion: 0 };
  const counted: typeof programs = {
    ...programs,
    badgeVersion: (...args) => {
      asked.badgeVersion++;
      return programs.badgeVersion(...args);
    },
  };
  const collaborators = { submissions, programs: counted, awards, credentials, identify, ...stamp };
  const handler = http(
    submissionRoutes,
    { ...submissionsApi(collaborators), ...submissionPages(collaborators) },
    async ({ headers, cookies }) => principalOf(headers.authorization?.replace('Bearer ', '') ?? cookies.as),
  );

  return {
    ledger,
    submissions,
    programs,
    stamp,
    /** How often a version of a badge was asked for. */
    asked,
    members: program.members,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    /** Evidence arrives, as the intake would have it written. */
    async arrive({ earnerId = people.earner, badgeId = 'retrieval-practice', items = evidence() } = {}) {
      const current = await submissions.current(PROGRAM, earnerId, badgeId);
      const post = {
        ...{ programId: PROGRAM, badgeId, badgeVersion: 1, earnerId, sourceId: 'canvas', receiptId: randomUUID() },
        ...{ privacyStatement: true as const, evidence: items },
      };
      const received = receive({ submissions, ...stamp })(post, { programId: PROGRAM, correlationId: 'c-1' }, current);
      await ledger.table.transact(received.writes);
      return received.submissionId;
    },
    /** The earner holds the badge already, by some other submission. */
    hold: (earnerId = people.earner, badgeId = 'retrieval-practice') =>
      ledger.table.transact([
        { put: { ...keys.heldBadge(PROGRAM, earnerId, badgeId), entity: 'HeldBadge', awardId: randomUUID() } },
      ]),
    /** The badge is awarded, as `award-badge` does once it hears of the approval. */
    async awarded(submissionId: string) {
      const approved = (await submissions.history(submissionId)).at(-1);
      const award = awardBadge({ awards, programs, ...stamp });
      await award(approved?.detail as Parameters<typeof award>[0]);
      const approval = await awards.approval(submissionId);
      if (!approval) throw new Error('The approval led to nothing.');
      return approval;
    },
    /** The award is signed, as `sign-assertion` does. */
    async sign(awardId: string) {
      const award = await awards.get(awardId);
      const keys = { signer: signerOf(), jwtSigner: jwtSignerOf() };
      const signing = signingOn({
        ...keys,
        table: ledger.table,
        publicUrl: PUBLIC_URL,
        programs: programsOf(),
        ...stamp,
      });
      const deployment = { ...keys, ...signing, publicUrl: PUBLIC_URL, pilot: false, newSecretId };
      const sign = signAssertion({ ...deployment, awards, credentials, submissions, programs: programsOf(), ...stamp });
      const metadata = { id: randomUUID(), version: 1, time: stamp.now().toISOString(), correlationId: 'c-1' };
      await sign({ data: award, metadata: { ...metadata, programId: PROGRAM } } as Parameters<typeof sign>[0]);
      const credential = await credentials.ofAward(awardId);
      if (!credential) throw new Error('The award was not signed.');
      return { credentialId: credential.credentialId, url: `${PUBLIC_URL}/credentials/${credential.credentialId}` };
    },
    /** Calls the API as a person, with a bearer token. */
    async api(employeeId: string | undefined, method: string, path: string, json?: unknown, query?: Call['query']) {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (employeeId) headers.authorization = `Bearer ${employeeId}`;
      const body = json === undefined ? {} : { body: JSON.stringify(json) };
      const answer = await call(handler, { method, path, headers, ...body, ...(query && { query }) });
      return { status: answer.statusCode, json: answer.body ? JSON.parse(answer.body) : undefined };
    },
    /** Opens a page in a browser. */
    page: (employeeId: string | undefined, path: string, query?: Call['query']) =>
      call(handler, {
        ...{ path, headers: { accept: 'text/html' }, ...(query && { query }) },
        ...(employeeId && { cookies: [`as=${employeeId}`] }),
      }),
    /** Sends a form from one of our pages. */
    form: (employeeId: string | undefined, path: string, form: Record<string, string>, headers = {}) =>
      call(handler, {
        ...formPost(path, form, { accept: 'text/html', ...headers }),
        ...(employeeId && { cookies: [`as=${employeeId}`] }),
      }),
    /** Everything that is kept of a submission, to see that nothing changed. */
    kept: async (submissionId: string) => ({
      submission: await submissions.get(submissionId),
      history: await submissions.history(submissionId),
      review: await submissions.review(submissionId, 1),
    }),
  };
};
export type Stage = Awaited<ReturnType<typeof startStage>>;

const rubric = badgeOf('retrieval-practice')?.rubric ?? [];

/** A whole review by the API, every criterion at one level. */
export const reviewOf = (decision: string, more: object = {}) => ({
  attempt: 1,
  criteria: rubric.map(({ id }) => ({ criterion: id, level: decision === 'approve' ? 'met' : 'beginning' })),
  decision,
  ...(decision !== 'approve' && { comment: 'Say what the class did next.' }),
  ...more,
});

/** The same as a browser sends it. */
export const typedReview = (decision: string, more: Record<string, string> = {}): Record<string, string> => ({
  attempt: '1',
  ...Object.fromEntries(rubric.map(({ id }) => [`level.${id}`, decision === 'approve' ? 'met' : 'beginning'])),
  ...Object.fromEntries(rubric.map(({ id }) => [`comment.${id}`, ''])),
  decision,
  comment: decision === 'approve' ? '' : 'Say what the class did next.',
  ...more,
});
