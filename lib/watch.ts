import { Duration, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  Alarm,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  Row,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct, type IConstruct } from 'constructs';
import { raise } from './parts/alarm.ts';
import { Endpoint } from './parts/endpoint.ts';
import type { Figures } from './parts/figures.ts';
import { Subscriber } from './parts/subscriber.ts';

/** Every alarm of the stack goes to one address, and the dashboard has one row for each capability. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { alarmAddress }: { alarmAddress: string }) {
    super(scope, id);
    this.#watchConcurrency();
    this.#mailAlarmsTo(alarmAddress);
    const rows = Stack.of(this).node.children.map(rowOf);
    new Dashboard(this, 'Dashboard', {
      defaultInterval: Duration.days(3),
      widgets: rows.filter((row) => row.length > 0),
    });
  }

  /** The concurrency of an account is shared by all its functions; a new account has 10. */
  #watchConcurrency(): void {
    raise(this, 'Throttled', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'sum',
        period: Duration.minutes(5),
      }),
      threshold: 10,
      periods: 3,
      impact: 'Lambda turns work away: everything takes longer, and some requests fail.',
      runbook: 'functions-throttled',
    });
  }

  /** Not encrypted by a key: alarms carry no personal data, and CloudWatch could not publish under the default key. */
  #mailAlarmsTo(address: string): void {
    const topic = new Topic(this, 'Alarms', { displayName: 'Accolade', enforceSSL: true });
    topic.addSubscription(new EmailSubscription(address));
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const alarms = Stack.of(this)
      .node.findAll()
      .filter((each) => each instanceof Alarm);
    for (const alarm of alarms) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
  }
}

/** One row: what came in, what was done, how long the oldest waits or an answer takes, what was given up. */
const rowOf = (capability: IConstruct): IWidget[] => {
  const parts = capability.node.findAll();
  const figures = parts.filter((part) => part instanceof Subscriber).map(labeled);
  // Fifty metrics of a dashboard are free: requests, and those that failed, are counted where they all come in; by function
  // only what failed where nothing else tells of the capability.
  const apis = parts.filter((part) => part instanceof HttpApi);
  const functions = parts.filter((part) => part instanceof Endpoint).map((part) => part.function.fn);
  if (figures.length + apis.length + functions.length === 0) return [];
  const failed =
    figures.length > 0
      ? []
      : [
          ...functions.map((fn) => fn.metricErrors()),
          ...apis.map((api) => api.metricServerError({ statistic: 'sum' })),
        ];
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
    new GraphWidget({ title, left, right, width: 6, leftYAxis: { min: 0 } });
  return [
    new TextWidget({ markdown: `## ${capability.node.id}`, width: 24, height: 1 }),
    new Row(
      graph('In', [
        ...figures.map(({ entered }) => entered),
        ...apis.map((api) => api.metricCount({ statistic: 'sum' })),
      ]),
      graph(
        'Done',
        figures.map(({ done }) => done),
      ),
      graph(
        'Oldest (s), answers (ms)',
        figures.map(({ age }) => age),
        apis.map((api) => api.metricLatency({ statistic: 'p95' })),
      ),
      graph('Given up', [...figures.map(({ parked }) => parked), ...failed]),
    ),
  ];
};

const labeled = ({ node, figures }: Subscriber): Figures => {
  const each = (metric: Metric, statistic: string) => metric.with({ label: node.id, statistic });
  return {
    entered: each(figures.entered, 'sum'),
    done: each(figures.done, 'sum'),
    age: each(figures.age, 'max'),
    parked: each(figures.parked, 'max'),
  };
};
