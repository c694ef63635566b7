import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { RELAY_SHARDS } from '../../functions/platform/table/keys.ts';
import { ALWAYS_FREE, asTable, bill, figureIn, total } from './prices.ts';
import { ofType, template } from './synthesized.ts';

const HOURS = 24 * 30;
/**
 * Lambda asks an idle queue with five pollers that wait 20 seconds each, and takes none of them away where the concurrency
 * of a queue has a maximum, as all of ours have.
 */
const POLLS = 5 * 3 * 60 * HOURS;
/** What a run of a schedule takes that finds nothing to do: assumed, not measured on AWS. */
const IDLE_RUN = { seconds: 0.2, logBytes: 500 };

const count = (type: string) => ofType(type, z.object({})).length;
const runsOf = (expression: string) => (60 / Number(/^rate\((\d+) minutes\)$/.exec(expression)?.[1])) * HOURS;

/** Metrics that alarms watch; an alarm by a formula watches each metric of it. */
const watched = () =>
  ofType(
    'AWS::CloudWatch::Alarm',
    z.object({ Metrics: z.array(z.object({ MetricStat: z.unknown().optional() })).optional() }),
  )
    .map(({ Metrics }) => Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1)
    .reduce((sum, metrics) => sum + metrics, 0);

/** Several log groups may count into one metric. */
const countedNames = () => {
  const Filter = z.object({ MetricTransformations: z.array(z.object({ MetricName: z.string() })) });
  const transformations = ofType('AWS::Logs::MetricFilter', Filter).flatMap((filter) => filter.MetricTransformations);
  return new Set(transformations.map(({ MetricName }) => MetricName));
};

/** What the stack uses in a month while nobody uses it. */
const idle = () => {
  const queues = ofType('AWS::Lambda::EventSourceMapping', z.object({ ScalingConfig: z.unknown().optional() })).filter(
    ({ ScalingConfig }) => ScalingConfig !== undefined,
  ).length;
  const runs = ofType('AWS::Scheduler::Schedule', z.object({ ScheduleExpression: z.string() }))
    .map(({ ScheduleExpression }) => runsOf(ScheduleExpression))
    .reduce((sum, each) => sum + each, 0);
  return bill({
    key: count('AWS::KMS::Key'),
    alarm: Math.max(0, watched() - ALWAYS_FREE.alarm),
    metric: Math.max(0, countedNames().size - ALWAYS_FREE.metric),
    queue: Math.max(0, queues * POLLS - ALWAYS_FREE.queue),
    schedule: runs,
    invocation: runs,
    compute: runs * IDLE_RUN.seconds * 0.5,
    log: (runs * IDLE_RUN.logBytes) / 1e9,
    // The sweeper asks each shard, the settler asks once, the sender of digests twice; an empty answer of an index is half a unit.
    read: (runs / 4) * (RELAY_SHARDS + 4) * 0.5,
  });
};

const metricsOnDashboards = () => {
  const Body = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
  const Widgets = z.object({
    widgets: z.array(z.object({ properties: z.object({ metrics: z.array(z.unknown()).default([]) }) })),
  });
  return ofType('AWS::CloudWatch::Dashboard', z.object({ DashboardBody: Body })).flatMap(({ DashboardBody }) => {
    const text = DashboardBody['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'x')).join('');
    const { widgets } = z.object({ widgets: z.array(z.looseObject({ type: z.string() })) }).parse(JSON.parse(text));
    const graphs = Widgets.parse({ widgets: widgets.filter(({ type }) => type === 'metric') });
    return graphs.widgets.flatMap(({ properties }) => properties.metrics);
  });
};

describe('an idle stack', () => {
  it('costs what README.md says', () => {
    const lines = idle();
    console.table(asTable(lines));
    const readme = readFileSync('README.md', 'utf8');
    expect(Math.abs(total(lines) - figureIn(readme, '| nobody uses it'))).toBeLessThan(0.25);
  });

  it('costs a few dollars a month', () => {
    expect(total(idle())).toBeGreaterThan(2);
    expect(total(idle())).toBeLessThan(8);
  });

  it('has a dashboard that is free', () => {
    expect(metricsOnDashboards().length).toBeGreaterThan(20);
    expect(metricsOnDashboards().length).toBeLessThanOrEqual(ALWAYS_FREE.dashboardMetrics);
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
