import { App } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readStageConfig } from '../../lib/stage-config.ts';
import { appWith, defaultConfig } from './synthesized.ts';

const read = (accolade: unknown) => readStageConfig(new App({ context: { accolade } }).node);
const readWith = (changes: object) => read({ ...defaultConfig(), ...changes });
const sender = { address: 'badges@cedarhollow.example', identity: 'domain' };

describe('the stage configuration', () => {
  it('holds as it stands in cdk.json', () => {
    expect(readWith({})).toMatchObject({ stackName: 'Accolade', signingKeys: ['2026'], removalPolicy: 'retain' });
  });

  it('may be given as text on the command line', () => {
    expect(read(JSON.stringify(defaultConfig()))).toEqual(read(defaultConfig()));
  });

  it.each([
    ['an address without a host', { alarmAddress: 'platform' }, /e-mail address.*\n.*at alarmAddress/],
    ['a sender that is no address', { sender: { ...sender, address: 'x' } }, /e-mail address.*\n.*at sender\.address/],
    ['an unknown key', { regoin: 'us-east-1' }, /Unrecognized key: "regoin"/],
    ['an unknown key within', { sender: { ...sender, name: 'X' } }, /Unrecognized key: "name".*\n.*at sender/],
    ['no signing key', { signingKeys: [] }, /nothing can be signed without.*\n.*at signingKeys/],
    ['a signing key twice', { signingKeys: ['2026', '2026'] }, /A key is named twice/],
    ['a signing key with a space', { signingKeys: ['my key'] }, /lower-case letters.*\n.*at signingKeys\[0\]/],
    ['nobody to create programs', { deploymentAdministrators: [] }, /Name at least one/],
    [
      'a domain with a path',
      { domain: { name: 'a.example/x', certificateArn: 'arn' } },
      /host name.*\n.*at domain\.name/,
    ],
    [
      'a certificate that is none',
      { domain: { name: 'a.example', certificateArn: 'arn' } },
      /ARN of an ACM certificate/,
    ],
    [
      'an issuer by http',
      { signIn: { issuer: 'http://a.example', audience: 'x' } },
      /https:\/\/.*\n.*at signIn\.issuer/,
    ],
    ['another removal policy', { removalPolicy: 'snapshot' }, /"retain"\|"destroy".*\n.*at removalPolicy/],
    ['a throttle of nothing', { throttle: { requestsPerSecond: 0, burst: 1 } }, /at throttle\.requestsPerSecond/],
    ['a stack name with a space', { stackName: 'My Stack' }, /letters, digits and hyphens/],
  ])('refuses %s and says where', (_, changes, message) => {
    expect(() => readWith(changes)).toThrow(message);
  });

  it('refuses to be absent, or text that is not JSON', () => {
    expect(() => readStageConfig(new App().node)).toThrow('no key "accolade"');
    expect(() => read('{')).toThrow('not JSON');
  });
});

describe('addresses of the example', () => {
  const warnings = (changes: Record<string, unknown>) =>
    Annotations.fromStack(appWith(changes).stack)
      .findWarning('*', Match.stringLikeRegexp('is still'))
      .map(({ entry }) => /^accolade\.\S+ is still \S+/.exec(String(entry.data))?.[0]);
  const own = {
    sender: { address: 'badges@schools.org', identity: 'domain', mailFrom: 'mail.schools.org' },
    deploymentAdministrators: ['platform@schools.org'],
    alarmAddress: 'alarms@schools.org',
  };

  it('are warned of at synth, each by its key', () => {
    const address = 'platform@cedar.example';
    const sender = { address, identity: 'domain' };
    expect(warnings({ sender, deploymentAdministrators: [address], alarmAddress: address })).toEqual([
      'accolade.sender.address is still platform@cedar.example.',
      'accolade.deploymentAdministrators.0 is still platform@cedar.example.',
      'accolade.alarmAddress is still platform@cedar.example.',
    ]);
    const issuer = { issuer: 'https://login.cedar.example/realm', audience: 'accolade' };
    expect(warnings({ ...own, signIn: issuer })).toEqual([
      'accolade.signIn.issuer is still https://login.cedar.example/realm.',
    ]);
  });

  it("are no longer spoken of once they are the district's own", () => {
    expect(warnings(own)).toEqual([]);
    expect(warnings({ ...own, alarmAddress: 'alarms@schools.example.org' })).toEqual([]);
  });
});
