import type { Edges } from '../edge/edges.ts';
import type { Resource, Template } from './assembly.ts';
import type { Reference } from './template.ts';

/** What is known only once the engines run. */
export interface Places {
  stackName: string;
  region: string;
  accountId: string;
  edges: Edges;
  apiUrl: string;
  issuerUrl: string;
  /** The one client of the local issuer. */
  clientId: string;
  /** By logical id of the table. */
  streamArns: ReadonlyMap<string, string>;
}

/** The name CloudFormation would choose, cut to the service's limit. */
export function physicalName(places: Pick<Places, 'stackName'>, logicalId: string, limit = 64): string {
  return `${places.stackName}-${logicalId}`.slice(0, limit);
}

interface Described {
  ref: string | undefined;
  attributes: Record<string, string | undefined>;
}

type Describe = (logicalId: string, given: (property: string) => string | undefined, places: Places) => Described;

const arn = (places: Places, service: string, rest: string) =>
  `arn:aws:${service}:${places.region}:${places.accountId}:${rest}`;

const table: Describe = (logicalId, given, places) => {
  const name = given('TableName') ?? physicalName(places, logicalId, 255);
  return {
    ref: name,
    attributes: { Arn: arn(places, 'dynamodb', `table/${name}`), StreamArn: places.streamArns.get(logicalId) },
  };
};

const describe: Record<string, Describe> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': (logicalId, given, places) => {
    const name = given('FunctionName') ?? physicalName(places, logicalId);
    return { ref: name, attributes: { Arn: arn(places, 'lambda', `function:${name}`) } };
  },
  'AWS::SQS::Queue': (logicalId, given, places) => {
    const name = given('QueueName') ?? physicalName(places, logicalId, 80);
    const url = places.edges.queues.find(name)?.url;
    return { ref: url, attributes: { Arn: arn(places, 'sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::Events::EventBus': (_logicalId, given, places) => {
    const name = given('Name');
    return { ref: name, attributes: { Name: name, Arn: name && arn(places, 'events', `event-bus/${name}`) } };
  },
  'AWS::Events::Rule': (logicalId, given, places) => {
    const name = given('Name') ?? physicalName(places, logicalId);
    return { ref: name, attributes: { Arn: arn(places, 'events', `rule/${name}`) } };
  },
  'AWS::Events::Archive': (logicalId, given, places) => {
    const name = given('ArchiveName') ?? physicalName(places, logicalId, 48);
    return { ref: name, attributes: { ArchiveName: name, Arn: arn(places, 'events', `archive/${name}`) } };
  },
  'AWS::Scheduler::Schedule': (logicalId, given, places) => {
    const name = given('Name') ?? physicalName(places, logicalId);
    return { ref: name, attributes: { Arn: arn(places, 'scheduler', `schedule/default/${name}`) } };
  },
  'AWS::ApiGatewayV2::Api': (logicalId, _given, places) => ({
    ref: logicalId,
    attributes: { ApiEndpoint: places.apiUrl, ApiId: logicalId },
  }),
  'AWS::ApiGatewayV2::Integration': (logicalId) => ({ ref: logicalId, attributes: { IntegrationId: logicalId } }),
  'AWS::KMS::Key': (logicalId, given, places) => {
    const key = places.edges.keys.create(logicalId, { keySpec: given('KeySpec'), keyUsage: given('KeyUsage') });
    return { ref: key.keyId, attributes: { Arn: key.arn, KeyId: key.keyId } };
  },
  'AWS::KMS::Alias': (_logicalId, given) => ({ ref: given('AliasName'), attributes: {} }),
  'AWS::SES::EmailIdentity': (_logicalId, given) => ({ ref: given('EmailIdentity'), attributes: {} }),
  'AWS::SES::ConfigurationSet': (logicalId, given, places) => ({
    ref: given('Name') ?? physicalName(places, logicalId),
    attributes: {},
  }),
  'AWS::Cognito::UserPool': (logicalId, _given, places) => ({
    ref: `${places.region}_${logicalId}`,
    attributes: {
      Arn: arn(places, 'cognito-idp', `userpool/${places.region}_${logicalId}`),
      ProviderURL: places.issuerUrl,
      ProviderName: new URL(places.issuerUrl).host,
      UserPoolId: `${places.region}_${logicalId}`,
    },
  }),
  'AWS::Cognito::UserPoolClient': (_logicalId, _given, places) => ({
    ref: places.clientId,
    attributes: { ClientId: places.clientId },
  }),
  'AWS::Cognito::UserPoolDomain': (_logicalId, given) => ({ ref: given('Domain'), attributes: {} }),
  'AWS::SNS::Topic': (logicalId, given, places) => {
    const name = given('TopicName') ?? physicalName(places, logicalId, 256);
    return { ref: arn(places, 'sns', name), attributes: { TopicArn: arn(places, 'sns', name), TopicName: name } };
  },
  'AWS::Logs::LogGroup': (logicalId, given, places) => {
    const name = given('LogGroupName') ?? physicalName(places, logicalId, 512);
    return { ref: name, attributes: { Arn: arn(places, 'logs', `log-group:${name}:*`) } };
  },
  'AWS::IAM::Role': (logicalId, given, places) => {
    const name = given('RoleName') ?? physicalName(places, logicalId);
    return { ref: name, attributes: { Arn: `arn:aws:iam::${places.accountId}:role/${name}` } };
  },
};

/** Ref and GetAtt, type by type. A wrong guess would be silent, so a type or attribute not listed is not answered. */
export function references(
  template: Template,
  places: Places,
  text: (value: unknown, where: string) => unknown,
): Reference {
  return (logicalId, attribute) => {
    const resource: Resource | undefined = template.Resources[logicalId];
    const known = resource && describe[resource.Type];
    if (!resource || !known) return undefined;
    const given = (property: string) => {
      const value = resource.Properties[property];
      return value === undefined ? undefined : String(text(value, `${logicalId}.${property}`));
    };
    const described = known(logicalId, given, places);
    return attribute === undefined ? described.ref : described.attributes[attribute];
  };
}
