import { basename } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { raise } from './alarm.ts';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export interface TimetableProps extends Pick<NodeFunctionProps, 'entry' | 'may'> {
  every: Duration;
  /** What people miss while it does not run: the text of its alarm. */
  impact: string;
}

/** A function that runs again and again, and an alarm when it stops doing so. It is told the time it was due. */
export class Timetable extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { every, impact, ...props }: TimetableProps) {
    super(scope, id);
    this.function = new NodeFunction(this, 'Function', { ...props, timeout: Duration.minutes(2) });
    const { fn } = this.function;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('scheduler.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
    // The L2 target would also allow every version and alias of the function.
    const schedule = new CfnSchedule(this, 'Schedule', {
      scheduleExpression: `rate(${every.toMinutes()} minutes)`,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: fn.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ time: '<aws.scheduler.scheduled-time>' }),
        // What one run missed, the next one does: a late run is worth nothing.
        retryPolicy: { maximumEventAgeInSeconds: every.toSeconds(), maximumRetryAttempts: 2 },
      },
    });
    schedule.node.addDependency(role);
    this.#watch(basename(props.entry, '.lambda.ts'), every, impact);
  }

  #watch(name: string, every: Duration, impact: string): void {
    const { fn } = this.function;
    const period = Duration.minutes(3 * every.toMinutes());
    raise(this, 'Silent', {
      metric: new MathExpression({
        expression: 'FILL(runs, 0) - FILL(failures, 0)',
        label: 'Runs that ended well',
        usingMetrics: { runs: fn.metricInvocations({ period }), failures: fn.metricErrors({ period }) },
        period,
      }),
      threshold: 1,
      below: true,
      periods: 2,
      silenceRaises: true,
      impact: `${impact} No run ended well for ${2 * period.toMinutes()} minutes.`,
      runbook: `${name}-silent`,
    });
  }
}
