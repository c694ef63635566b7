import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, template } from './synthesized.ts';

/** List prices of us-east-1, in US dollars a month. Free allowances that end with the first year are not counted. */
const PRICE = {
  key: 1,
  /** A metric that an alarm watches. The first ten are free, for ever. */
  alarmMetric: 0.1,
  metric: 0.3,
  /** A million requests; the first is free every month. Messages that are not there cost as much as those that are. */
  queueMillion: 0.4,
};

/** Lambda asks an idle queue with five pollers that wait 20 seconds each. */
const POLLS_A_MONTH = 5 * 3 * 60 * 24 * 30;

/** What the stack costs while nobody uses it. */
const idleCost = () => {
  const polled = ofType('AWS::Lambda::EventSourceMapping', z.object({ ScalingConfig: z.unknown().optional() })).filter(
    ({ ScalingConfig }) => ScalingConfig !== undefined,
  ).length;
  const watched = ofType(
    'AWS::CloudWatch::Alarm',
    z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() }),
  )
    .map(({ Metrics }) => Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1)
    .reduce((sum, metrics) => sum + metrics, 0);
  const count = (type: string) => ofType(type, z.object({})).length;
  return {
    keys: PRICE.key * count('AWS::KMS::Key'),
    alarms: PRICE.alarmMetric * Math.max(0, watched - 10),
    metrics: PRICE.metric * Math.max(0, count('AWS::Logs::MetricFilter') - 10),
    polling: PRICE.queueMillion * Math.max(0, (polled * POLLS_A_MONTH) / 1e6 - 1),
  };
};

describe('an idle stack', () => {
  it('costs a few dollars a month', () => {
    const total = Object.values(idleCost()).reduce((sum, part) => sum + part, 0);
    expect(total).toBeGreaterThan(2);
    expect(total).toBeLessThan(7);
  });

  it('has nothing that is paid by the hour', () => {
    const hourly =
      /::(EC2|RDS|ElastiCache|ECS|EKS|NatGateway|OpenSearchService|Kinesis|MSK|WAFv2|SecretsManager)::|ProvisionedConcurrency/;
    expect(
      Object.values(template().Resources)
        .map(({ Type }) => Type)
        .filter((type) => hourly.test(type)),
    ).toEqual([]);
    expect(JSON.stringify(template().Resources)).not.toContain('ProvisionedConcurrency');
  });
});
