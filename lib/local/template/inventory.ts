import { LocalProblem } from '../problem.ts';
import type { ResolvedTemplate } from './template.ts';

/** *run*: the real thing works here. *modelled*: a stand-in answers for it. *inert*: nothing happens here, and why that is right. */
export type Treatment = 'run' | 'modelled' | 'inert';

interface Entry {
  treatment: Treatment;
  reason: string;
}

const run = (reason: string): Entry => ({ treatment: 'run', reason });
const modelled = (reason: string): Entry => ({ treatment: 'modelled', reason });
const inert = (reason: string): Entry => ({ treatment: 'inert', reason });

const permissions = inert('one process owner runs everything: who may call whom is checked by AWS alone');
const names = inert('the gateway answers on its own local address');
const watching = inert('nobody is on call for a laptop; the host tells failures as they happen');
const pools = modelled('the local issuer signs people in');

/** Every resource type this host knows. A type that is not here stops the start. */
export const inventory: Readonly<Record<string, Entry>> = {
  'AWS::Lambda::Function': run('its bundle runs in a process of its own'),
  'AWS::Lambda::EventSourceMapping': run('queues and streams are polled and batched'),
  'AWS::Lambda::EventInvokeConfig': inert('asynchronous invocations are retried twice, the service default'),
  'AWS::Lambda::Permission': permissions,
  'AWS::Lambda::LayerVersion': inert('extensions and layers watch functions in AWS; bundles carry all they need'),
  'AWS::DynamoDB::Table': run("AWS's own DynamoDB Local"),
  'AWS::DynamoDB::GlobalTable': run("AWS's own DynamoDB Local; the first replica only"),
  'AWS::SQS::Queue': run('durable queues with visibility, delay and redrive'),
  'AWS::SQS::QueuePolicy': permissions,
  'AWS::Events::EventBus': run('accepted events are kept, matched and delivered'),
  'AWS::Events::Rule': run('patterns are matched; an operator not known stops the start'),
  'AWS::Events::Archive': run('replays what its pattern keeps; nothing of it expires'),
  'AWS::Events::EventBusPolicy': permissions,
  'AWS::Scheduler::Schedule': run('rate, cron and at, by the host clock'),
  'AWS::Scheduler::ScheduleGroup': inert('a group is a name'),
  'AWS::ApiGatewayV2::Api': run('the gateway: payload format 2.0, and CORS'),
  'AWS::ApiGatewayV2::Route': run('the gateway, with the precedence of routes'),
  'AWS::ApiGatewayV2::Integration': run('Lambda proxy integrations'),
  'AWS::ApiGatewayV2::Stage': modelled('the default stage; throttling and access logs are not applied'),
  'AWS::ApiGatewayV2::DomainName': names,
  'AWS::ApiGatewayV2::ApiMapping': names,
  'AWS::CertificateManager::Certificate': names,
  'AWS::Route53::RecordSet': names,
  'AWS::KMS::Key': run('real keys with the limits of the service, kept in the data folder'),
  'AWS::KMS::Alias': run('an alias finds its key'),
  'AWS::SES::EmailIdentity': modelled('taken as verified: it may send'),
  'AWS::SES::ConfigurationSet': modelled('known by name; mail that names another one is refused'),
  'AWS::SES::ConfigurationSetEventDestination': modelled('events of the types asked for reach the default bus'),
  'AWS::Cognito::UserPool': pools,
  'AWS::Cognito::UserPoolClient': pools,
  'AWS::Cognito::UserPoolDomain': pools,
  'AWS::Cognito::ManagedLoginBranding': pools,
  'AWS::Cognito::UserPoolGroup': inert('roles come from the members of a program, never from a pool'),
  'AWS::Cognito::UserPoolIdentityProvider': pools,
  'AWS::Cognito::UserPoolResourceServer': inert('the scopes of machine clients are checked in AWS'),
  'AWS::IAM::Role': permissions,
  'AWS::IAM::Policy': permissions,
  'AWS::IAM::ManagedPolicy': permissions,
  'AWS::Logs::LogGroup': modelled('log lines go to the data folder'),
  'AWS::Logs::ResourcePolicy': permissions,
  'AWS::Logs::MetricFilter': watching,
  'AWS::Logs::QueryDefinition': watching,
  'AWS::Logs::SubscriptionFilter': watching,
  'AWS::CloudWatch::Alarm': watching,
  'AWS::CloudWatch::CompositeAlarm': watching,
  'AWS::CloudWatch::Dashboard': watching,
  'AWS::SNS::Topic': inert('carries alarms only, and there are none here'),
  'AWS::SNS::TopicPolicy': permissions,
  'AWS::SNS::Subscription': inert('carries alarms only, and there are none here'),
  'AWS::Budgets::Budget': watching,
  'AWS::ResourceGroups::Group': inert('a view for the console'),
  'AWS::Backup::BackupVault': inert('the data folder is a folder: copy it'),
  'AWS::Backup::BackupPlan': inert('the data folder is a folder: copy it'),
  'AWS::Backup::BackupSelection': inert('the data folder is a folder: copy it'),
  'AWS::CDK::Metadata': inert('tells which constructs were used'),
};

export interface InventoryLine extends Entry {
  logicalId: string;
  type: string;
}

/** One line per resource; throws `unknown-resource` naming every type the inventory lacks. */
export function takeInventory(template: ResolvedTemplate): InventoryLine[] {
  const unknown = template.all().filter(([, { Type }]) => inventory[Type] === undefined);
  if (unknown.length > 0) {
    const list = unknown.map(([logicalId, { Type }]) => `${Type} (${logicalId})`).join(', ');
    throw new LocalProblem(
      'unknown-resource',
      `The stack has resources this host does not know: ${list}.`,
      'Say in lib/local/inventory.ts how each is treated, and run or model it.',
    );
  }
  return template.all().flatMap(([logicalId, { Type }]) => {
    const entry = inventory[Type];
    return entry ? [{ logicalId, type: Type, ...entry }] : [];
  });
}
