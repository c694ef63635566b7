/** Trying out a sample: who may, what is told, and that nothing is written. */
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tryRoutes } from '../../../../functions/intake/try/routes.ts';
import { trySource } from '../../../../functions/intake/try/try-source.ts';
import { forbidden } from '../../../../functions/platform/errors.ts';
import { http } from '../../../../functions/platform/http/http.ts';
import { golden, preset, programWith } from '../formats/senders.ts';
import { gatewayEvent, type Intake, startIntake } from '../intake.ts';

let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  intake.state.file = programWith('a-program', ['canvas', 'moodle', 'google-forms', 'own-script'].map(preset));
});
afterAll(() => vi.restoreAllMocks());

const tried = async (sourceId: string, body: object, as: string | undefined = 'owner') => {
  const handler = http(
    tryRoutes,
    trySource({
      programs: intake.programs,
      awards: intake.awards,
      submissions: intake.submissions,
      demandChanging: async (principal) => {
        if (principal.subject !== 'owner') throw forbidden('not-the-owner', 'No.');
      },
    }),
    async () => (as ? { issuer: 'i', subject: as, verifiedEmail: async () => undefined } : undefined),
  );
  const event = gatewayEvent(
    { body: JSON.stringify(body), headers: { 'content-type': 'application/json' }, sourceId },
    tryRoutes.trySource.path,
  );
  const answer = (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
  return { status: answer.statusCode, json: JSON.parse(answer.body ?? 'null') };
};

describe('a sample', () => {
  it.each(['canvas', 'moodle', 'google-forms', 'own-script'])(
    '%s: is told whom and what it would be of',
    async (name) => {
      const sample = name === 'moodle' ? { ...golden(name), token: 'whsec_never-told' } : golden(name);
      const { status, json } = await tried(preset(name).id, { sample });
      expect({ status, ...json }).toMatchObject({
        ...{ status: 200, outcome: 'submission', earner: 'E-1203' },
        badge: { id: 'retrieval-practice', version: 1 },
        evidence: [
          { requirement: 'question-sets' },
          { requirement: 'class-results' },
          { requirement: 'reflection', from: { text: expect.stringMatching(/^\$/) } },
        ],
      });
      expect(JSON.stringify(json)).not.toContain('whsec_');
    },
  );

  it('is told why it would wait, and where; and what is passed over', async () => {
    const { answers: _, ...blank } = golden('google-forms');
    expect(
      (
        await tried('evidence-form', {
          sample: { ...blank, response: { email: 'nobody@elsewhere.example' }, answers: {} },
        })
      ).json,
    ).toMatchObject({
      outcome: 'quarantined',
      reason: 'unreadable-submission',
      problems: [
        { at: '$.answers["Which badge is this for?"]', code: 'missing' },
        { at: '$.answers["No student can be identified"]', code: 'not-stated' },
      ],
    });
    expect((await tried('canvas', { sample: golden('canvas-graded') })).json).toEqual({ outcome: 'passed-over' });
  });

  it('may come with another mapping, as text, and as the JWT that Canvas would send', async () => {
    const { mapping } = preset('canvas');
    const by = { ...mapping, badge: { value: 'accessible-materials' } };
    const jwt = `e30.${Buffer.from(JSON.stringify(golden('canvas'))).toString('base64url')}.AA`;
    const { json } = await tried('canvas', { sample: jwt, mapping: by });
    expect(json).toMatchObject({
      outcome: 'quarantined',
      reason: 'evidence-missing',
      earner: 'E-1203',
      badge: { id: 'accessible-materials' },
    });
  });

  it('is refused where it or the mapping cannot be read', async () => {
    expect(await tried('canvas', { sample: 'nothing' })).toMatchObject({
      status: 400,
      json: { code: 'body-not-json' },
    });
    expect(await tried('canvas', { sample: {}, mapping: { badge: {} } })).toMatchObject({
      status: 400,
      json: { code: 'body-invalid', errors: expect.any(Array) },
    });
  });
});

it('is for those who may change the program, and writes nothing', async () => {
  expect((await tried('canvas', { sample: {} }, '')).status).toBe(401);
  expect((await tried('canvas', { sample: {} }, 'reviewer')).status).toBe(403);
  expect((await tried('strange', { sample: {} })).status).toBe(404);
  expect(await intake.items()).toEqual([]);
});
