import { join } from 'node:path';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { Charset, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** One thing a function may do: the permission and the environment it needs for it, in one place. */
export type May = (may: NodeFunction) => void;

export interface NodeFunctionProps {
  /** From the root of the repository: `functions/<capability>/<name>.lambda.ts`. */
  entry: `functions/${string}.lambda.ts`;
  timeout: Duration;
  /** In MB; 512 unless told. A third of a vCPU: enough for SDK calls. */
  memorySize?: number;
  may?: readonly May[];
}

const root = join(import.meta.dirname, '..', '..');

/** A function of ours: Node 24 on arm64, one file with the SDK inside, its own log group and its own bare role. */
export class NodeFunction extends Construct {
  /** The file it is made from. */
  readonly entry: string;
  readonly fn: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { entry, timeout, memorySize = 512, may = [] }: NodeFunctionProps) {
    super(scope, id);
    this.entry = join(root, entry);
    // A log holds codes and ids only: nothing in it is worth keeping beyond its function.
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.fn = new NodejsFunction(this, 'Default', {
      entry: this.entry,
      projectRoot: root,
      depsLockFilePath: join(root, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize,
      role,
      logGroup: this.logGroup,
      // Tracing would need a permission on every resource; ids in events and logs connect what belongs together.
      tracing: Tracing.DISABLED,
      awsSdkConnectionReuse: false,
      bundling: {
        // As an ES module it would load all of `fetch` at each cold start: docs/adr/025-bundles-are-commonjs.md.
        format: OutputFormat.CJS,
        target: 'node24',
        mainFields: ['module', 'main'],
        bundleAwsSDK: true,
        minify: true,
        // A source map holds relative paths, and would make the asset's hash depend on the folder.
        sourceMap: false,
        charset: Charset.UTF8,
        logLevel: LogLevel.WARNING,
      },
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logGroup.logGroupArn]);
    for (const grant of may) grant(this);
  }

  /** Exactly these actions on exactly these resources, under these conditions. */
  allow(actions: string[], resources: string[], conditions?: Record<string, Record<string, unknown>>): void {
    this.fn.addToRolePolicy(new PolicyStatement({ actions, resources, ...(conditions && { conditions }) }));
  }

  environment(variables: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) this.fn.addEnvironment(name, value);
  }
}
