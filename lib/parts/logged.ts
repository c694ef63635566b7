import { Duration } from 'aws-cdk-lib';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { raise } from './alarm.ts';

export interface LoggedProps {
  logGroup: LogGroup;
  /** The code of the log line; it names the metric and the section of the runbook too. */
  code: string;
  /** Raised by more lines than this within an hour. */
  moreThan: number;
  impact: string;
}

/** Counts the log lines of one code as a metric and raises an alarm by it. */
export const alarmWhenLogged = (scope: Construct, id: string, { logGroup, code, moreThan, impact }: LoggedProps) => {
  const filter = new MetricFilter(scope, `${id}Counted`, {
    logGroup,
    filterPattern: FilterPattern.stringValue('$.code', '=', code),
    metricNamespace: 'Accolade',
    metricName: code,
    metricValue: '1',
  });
  const metric = filter.metric({ statistic: 'sum', period: Duration.hours(1) });
  return raise(scope, id, { metric, threshold: moreThan, impact, runbook: code });
};
