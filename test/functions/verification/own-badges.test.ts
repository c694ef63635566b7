/** Badges of this deployment, as it issues them and serves what they point to. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ownDocuments } from '../../../functions/verification/own-documents.ts';
import { type Report, verification } from '../../../functions/verification/verify.ts';
import { PUBLIC_URL, people, type Stage, startStage } from '../credentials/stage.ts';
import { call } from '../platform/call.ts';

let stage: Stage;
let path: string;
let credential: Awaited<ReturnType<Stage['signed']>>;
beforeAll(async () => {
  stage = await startStage();
  credential = await stage.signed();
  path = `/credentials/${credential.credentialId}`;
  await stage.call({ method: 'POST', path: `/v1/awards/${credential.awardId}/share` }, people.earner);
});

const verify = (input: Parameters<ReturnType<typeof verification>>[0]) => {
  const own = ownDocuments(PUBLIC_URL, async (at) => {
    const { statusCode, body } = await call(stage.handler, { path: at, headers: { accept: 'application/json' } });
    if (statusCode !== 200 && statusCode !== 410) return undefined;
    return body.startsWith('{') ? JSON.parse(body) : body;
  });
  const fetch = () => Promise.reject(new Error('Nothing of our own is fetched.'));
  return verification({ own, fetch, now: stage.now })(input);
};
const file = async (suffix: string) => {
  const { body, isBase64Encoded } = await stage.call({ path: `${path}${suffix}` });
  return { bytes: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
};
const inputs = {
  JSON: () => file('.json'),
  JWT: () => file('.jwt'),
  PNG: () => file('.png'),
  SVG: () => file('.svg'),
  address: async () => ({ url: `${PUBLIC_URL}${path}` }),
  'Open Badges 2.0': async () => ({ url: `${PUBLIC_URL}${path}/ob2` }),
};
const outcomes = ({ checks }: Report) => checks.filter(({ outcome }) => outcome === 'failed').map(({ code }) => code);

describe('a badge of ours', () => {
  it.each(Object.entries(inputs))('is valid, without a remark: %s', async (_form, input) => {
    const report = await verify(await input());
    expect(report.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'warning')).toEqual([]);
    expect(report.checks.find(({ check }) => check === 'status')?.code).toBe('not-revoked');
    expect(report.verdict).toBe('valid');
  });

  it('is revoked in every form of it once it was revoked', async () => {
    const files = await Promise.all(Object.values(inputs).map((input) => input()));
    await stage.revoke(credential);
    for (const input of files) expect(outcomes(await verify(input))).toEqual(['revoked']);
  });
});
