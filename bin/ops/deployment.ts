/**
 * Finds a deployment and speaks to it. The local one by the file that it writes; one in AWS by its stack, which the AWS CLI is
 * asked for: operators have it, and it takes their profile and sign-in (docs/adr/024-operations-from-outside.md).
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { readLocalFile } from '../../lib/local/story/local-file.ts';
import { Impossible } from './command.ts';

export interface Resource {
  logicalId: string;
  type: string;
  /** A name; of a queue its URL. */
  physicalId: string;
}

export interface Deployment {
  /** The name of the stack; undefined for the local one. */
  stack: string | undefined;
  resources: readonly Resource[];
  sqs: SQSClient;
  events: EventBridgeClient;
  dynamoDb: DynamoDBDocumentClient;
  /** How old the oldest message of a queue is, in seconds; undefined where nobody knows. */
  oldestAge(queueName: string): Promise<number | undefined>;
}

/** Throws `Impossible` where nothing runs here. */
export const localDeployment = (file: string): Deployment => {
  if (!existsSync(file)) {
    throw new Impossible(`There is no ${file}: start the local deployment with npm start, or name one by --stack.`);
  }
  const { url, region, resources } = readLocalFile(file).aws;
  // The edges check no signature, and read the caller from it.
  const credentials = { accessKeyId: 'ops', secretAccessKey: 'local' };
  const clients = clientsOf({ endpoint: url, region, credentials });
  // The local queues tell it themselves.
  return { stack: undefined, resources, ...clients, oldestAge: async () => undefined };
};

export const awsDeployment = async (stack: string): Promise<Deployment> => {
  const listed = await aws(['cloudformation', 'list-stack-resources', '--stack-name', stack]);
  const { StackResourceSummaries } = StackResources.parse(JSON.parse(listed));
  const resources = StackResourceSummaries.map(({ LogicalResourceId, ResourceType, PhysicalResourceId = '' }) => ({
    ...{ logicalId: LogicalResourceId, type: ResourceType, physicalId: PhysicalResourceId },
  }));
  return { stack, resources, ...clientsOf({}), oldestAge: ageInCloudWatch };
};

const StackResources = z.object({
  StackResourceSummaries: z.array(
    z.object({ LogicalResourceId: z.string(), ResourceType: z.string(), PhysicalResourceId: z.string().optional() }),
  ),
});

const clientsOf = (config: ConstructorParameters<typeof SQSClient>[0] & object) => {
  const { endpoint, region, credentials } = config;
  const common = { ...(endpoint && { endpoint }), ...(region && { region }), ...(credentials && { credentials }) };
  return {
    sqs: new SQSClient(common),
    events: new EventBridgeClient(common),
    dynamoDb: DynamoDBDocumentClient.from(new DynamoDBClient(common)),
  };
};

const run = promisify(execFile);

const aws = async (args: readonly string[]): Promise<string> => {
  try {
    const { stdout } = await run('aws', [...args, '--output', 'json'], { maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Impossible(told || 'The AWS CLI (`aws`, version 2) is asked for the stack, and did not run.');
  }
};

const Datapoints = z.object({ Datapoints: z.array(z.object({ Timestamp: z.string(), Maximum: z.number() })) });

/** SQS tells the age to CloudWatch alone, once a minute and only of queues in use. */
const ageInCloudWatch = async (queueName: string): Promise<number | undefined> => {
  const end = new Date();
  const start = new Date(end.getTime() - 10 * 60_000);
  const what = ['--namespace', 'AWS/SQS', '--metric-name', 'ApproximateAgeOfOldestMessage', '--statistics', 'Maximum'];
  const which = ['--dimensions', `Name=QueueName,Value=${queueName}`, '--period', '60'];
  const when = ['--start-time', start.toISOString(), '--end-time', end.toISOString()];
  const { Datapoints: points } = Datapoints.parse(
    JSON.parse(await aws(['cloudwatch', 'get-metric-statistics', ...what, ...which, ...when])),
  );
  return points.toSorted((one, other) => one.Timestamp.localeCompare(other.Timestamp)).at(-1)?.Maximum;
};

/** The one resource of that type whose logical id begins so; throws `Impossible`. */
export const resource = ({ resources }: Pick<Deployment, 'resources'>, type: string, prefix: string): Resource => {
  const found = resources.find((one) => one.type === type && one.logicalId.startsWith(prefix));
  if (!found) throw new Impossible(`The stack has no ${type} that begins with ${prefix}.`);
  return found;
};
