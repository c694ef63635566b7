import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface RaiseProps {
  metric: IMetric;
  /** Raised when the metric is above (or, with `below`, under) this. */
  threshold: number;
  below?: boolean;
  /** How many periods of the metric in a row. */
  periods?: number;
  /** No data raises too: for what must happen again and again. */
  silenceRaises?: boolean;
  /** What it means for people: the text of the alarm's mail. */
  impact: string;
  /** The heading in docs/runbook.md that says how to look and how to mend. */
  runbook: string;
}

/** The only way an alarm is made: it says what it means for people and where its section of the runbook is. */
export const raise = (scope: Construct, id: string, props: RaiseProps) =>
  new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold,
    comparisonOperator: props.below
      ? ComparisonOperator.LESS_THAN_THRESHOLD
      : ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: props.periods ?? 1,
    treatMissingData: props.silenceRaises ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    alarmDescription: `${props.impact} What to do: docs/runbook.md#${props.runbook}`,
  });
