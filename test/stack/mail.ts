import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, target, template, templateWith } from './synthesized.ts';

const Statement = z.object({ Action: z.unknown(), Resource: z.unknown(), Condition: z.unknown().optional() });
const sending = (from = template()) =>
  ofType('AWS::IAM::Policy', z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }), from)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'ses:SendRawEmail');
const sender = { address: 'badges@cedarhollow.example' };
const identities = (from = template()) =>
  ofType(
    'AWS::SES::EmailIdentity',
    z.object({ EmailIdentity: z.string(), MailFromAttributes: z.unknown().optional() }),
    from,
  );

describe('mail', () => {
  it('goes from one address, by either identity that SES may know it as, and one configuration set', () => {
    expect(sending().length).toBeGreaterThan(4);
    for (const { Resource, Condition } of sending()) {
      const resources = z
        .array(z.unknown())
        .parse(Resource)
        .map((resource) => JSON.stringify(resource));
      expect(resources).toHaveLength(3);
      for (const one of [
        /:configuration-set\/.*\{"Ref":"Mail/,
        /:identity\/cedarhollow\.example"/,
        /:identity\/badges@/,
      ])
        expect(resources.filter((resource) => one.test(resource))).toHaveLength(1);
      expect(Condition).toEqual({ StringEquals: { 'ses:FromAddress': 'badges@cedarhollow.example' } });
    }
  });

  it('is sent by TLS, not to addresses that bounced, and nobody is watched reading', () => {
    const [set] = ofType('AWS::SES::ConfigurationSet', z.record(z.string(), z.unknown()));
    expect(set).toMatchObject({
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    expect(set).not.toHaveProperty('TrackingOptions');
  });

  it('is told of on the default bus: sent, bounced, rejected, complained of, and never opened or clicked', () => {
    const Destination = z.object({ EventBridgeDestination: z.unknown(), MatchingEventTypes: z.array(z.string()) });
    const [told] = ofType(
      'AWS::SES::ConfigurationSetEventDestination',
      z.object({ EventDestination: Destination, ConfigurationSetName: z.unknown() }),
    );
    expect(told?.EventDestination.MatchingEventTypes.sort()).toEqual(['bounce', 'complaint', 'reject', 'send']);
    expect(JSON.stringify(told?.EventDestination.EventBridgeDestination)).toContain(':event-bus/default');
    expect(target(told?.ConfigurationSetName)).toMatch(/^Mail/);
  });

  it('makes the identity of the domain or of the address, or finds it', () => {
    expect(identities()).toMatchObject([{ EmailIdentity: 'cedarhollow.example' }]);
    expect(identities(templateWith({ sender: { ...sender, identity: 'address' } }))).toMatchObject([
      { EmailIdentity: 'badges@cedarhollow.example' },
    ]);
    const existing = templateWith({ sender: { ...sender, identity: 'existing-address' } });
    expect(identities(existing)).toEqual([]);
    expect(JSON.stringify(sending(existing)[0])).toContain(':identity/badges@cedarhollow.example');
  });

  it('has a MAIL FROM host of its own where one is named', () => {
    const aligned = templateWith({ sender: { ...sender, identity: 'domain', mailFrom: 'mail.cedarhollow.example' } });
    expect(identities(aligned)[0]?.MailFromAttributes).toEqual({
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
      MailFromDomain: 'mail.cedarhollow.example',
    });
  });
});
