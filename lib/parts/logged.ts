import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { raise } from './alarm.ts';

const METRICS = 'Accolade';

/** Counts the log lines of one code. Several log groups may count into the same metric: it has the name of the code. */
export const countLogged = (scope: Construct, id: string, logGroup: LogGroup, code: string) =>
  new MetricFilter(scope, id, {
    logGroup,
    filterPattern: FilterPattern.stringValue('$.code', '=', code),
    metricNamespace: METRICS,
    metricName: code,
    metricValue: '1',
  });

export interface LoggedProps {
  /** The code of the log lines; it names the metric and the section of the runbook too. */
  code: string;
  /** Raised by more lines than this within an hour. */
  moreThan: number;
  impact: string;
}

/** An alarm by the lines that are counted anywhere in the stack. */
export const alarmWhenCounted = (scope: Construct, id: string, { code, moreThan, impact }: LoggedProps) => {
  const metric = new Metric({ namespace: METRICS, metricName: code, statistic: 'sum', period: Duration.hours(1) });
  return raise(scope, id, { metric, threshold: moreThan, impact, runbook: code });
};

/** Counts the log lines of one code in one log group and raises an alarm by it. */
export const alarmWhenLogged = (scope: Construct, id: string, props: LoggedProps & { logGroup: LogGroup }) => {
  countLogged(scope, `${id}Counted`, props.logGroup, props.code);
  return alarmWhenCounted(scope, id, props);
};
