import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';

/** What a dashboard shows of one queue: what came in, what was done, the oldest that waits (seconds), what was given up. */
export interface Figures {
  entered: Metric;
  done: Metric;
  age: Metric;
  parked: Metric;
}
