import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnStage, CorsHttpMethod, HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, Dashboard, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Archive, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Architecture, FilterCriteria, FilterRule, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { ConfigurationSet, EmailIdentity, EmailSendingEvent, EventDestination, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** A throw-away stack with one of everything the host plays: notes are posted, told on a bus, signed and mailed. */
export class SampleStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = this.#table();
    const { bus, queue, mailQueue } = this.#backbone();
    const keys = this.#keys();
    const pool = new UserPool(this, 'People', { removalPolicy: RemovalPolicy.DESTROY });
    const client = pool.addClient('Web', {
      oAuth: { scopes: [OAuthScope.OPENID], callbackUrls: ['https://example.org'] },
    });
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: 'sample' } });
    const mail = this.#mail();
    const environment = { TABLE: table.tableName, BUS: bus.eventBusName };

    const receive = this.#function('receive', {
      ...environment,
      ISSUER: pool.userPoolProviderUrl,
      CLIENT_ID: client.userPoolClientId,
      QUEUE_URL: queue.queueUrl,
    });
    const relay = this.#function('relay', environment);
    const react = this.#function('react', {
      ...environment,
      SIGNING_KEY: keys.signing.keyArn,
      SEALING_KEY: keys.sealing.keyId,
      CONFIGURATION_SET: mail.configurationSetName,
    });
    const tick = this.#function('tick', environment);
    for (const each of [receive, relay, react, tick]) table.grantReadWriteData(each);
    bus.grantPutEventsTo(relay);
    keys.signing.grant(react, 'kms:Sign', 'kms:GetPublicKey');
    keys.sealing.grantEncryptDecrypt(react);

    const api = this.#api(receive);
    tick.addEnvironment('API_URL', api.apiEndpoint);
    relay.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10,
        bisectBatchOnError: true,
        retryAttempts: 5,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(new Queue(this, 'Unrelayed')),
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { NewImage: { pk: { S: FilterRule.beginsWith('EVENT#') } } },
          }),
        ],
      }),
    );
    react.addEventSource(new SqsEventSource(queue, { batchSize: 5, maxConcurrency: 2, reportBatchItemFailures: true }));
    tick.addEventSource(new SqsEventSource(mailQueue, { batchSize: 1 }));
    new Schedule(this, 'Hourly', {
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      target: new LambdaInvoke(tick, {
        input: ScheduleTargetInput.fromObject({ due: '<aws.scheduler.scheduled-time>' }),
      }),
    });
    this.#watch(queue, receive);
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }

  #table(): TableV2 {
    return new TableV2(this, 'Ledger', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      timeToLiveAttribute: 'expires',
      dynamoStream: StreamViewType.NEW_IMAGE,
      globalSecondaryIndexes: [
        {
          indexName: 'byKind',
          partitionKey: { name: 'kind', type: AttributeType.STRING },
          sortKey: { name: 'sk', type: AttributeType.STRING },
        },
      ],
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  #backbone() {
    const bus = new EventBus(this, 'Backbone');
    new Archive(this, 'History', { sourceEventBus: bus, eventPattern: { source: ['sample'] } });
    const encryption = QueueEncryption.SQS_MANAGED;
    const dead = new Queue(this, 'Dead', { encryption, enforceSSL: true });
    const queue = new Queue(this, 'Reactions', {
      encryption,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(60),
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
    new Rule(this, 'NoteWritten', {
      eventBus: bus,
      eventPattern: { source: ['sample'], detailType: ['note.written'] },
      targets: [new SqsQueue(queue, { deadLetterQueue: new Queue(this, 'Undelivered') })],
    });
    const mailQueue = new Queue(this, 'MailHeard', { encryption });
    new Rule(this, 'MailSent', {
      eventPattern: { source: ['aws.ses'] },
      targets: [new SqsQueue(mailQueue)],
    });
    return { bus, queue, mailQueue };
  }

  #keys() {
    const signing = new Key(this, 'Signing', {
      keySpec: KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: KeyUsage.SIGN_VERIFY,
      alias: 'alias/sample-signing',
    });
    return { signing, sealing: new Key(this, 'Sealing', { enableKeyRotation: true }) };
  }

  #mail(): ConfigurationSet {
    const set = new ConfigurationSet(this, 'Notices');
    set.addEventDestination('Told', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [EmailSendingEvent.SEND, EmailSendingEvent.BOUNCE],
    });
    new EmailIdentity(this, 'Sender', { identity: Identity.email('badges@district.example'), configurationSet: set });
    return set;
  }

  #function(name: string, environment: Record<string, string>): NodejsFunction {
    return new NodejsFunction(this, `Fn-${name}`, {
      entry: join(import.meta.dirname, 'sample', `${name}.ts`),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: Duration.seconds(name === 'receive' ? 3 : 10),
      logGroup: new LogGroup(this, `Log-${name}`, { retention: RetentionDays.ONE_WEEK }),
      environment,
      bundling: { format: OutputFormat.CJS, mainFields: ['module', 'main'], bundleAwsSDK: true, minify: false },
    });
  }

  #api(receive: NodejsFunction): HttpApi {
    const api = new HttpApi(this, 'Api', {
      corsPreflight: { allowOrigins: ['https://district.example'], allowMethods: [CorsHttpMethod.GET] },
    });
    const integration = new HttpLambdaIntegration('ToReceive', receive, { scopePermissionToRoute: false });
    api.addRoutes({ path: '/v1/notes/{noteId}', methods: [HttpMethod.POST, HttpMethod.GET], integration });
    api.addRoutes({ path: '/files/{proxy+}', methods: [HttpMethod.ANY], integration });
    api.addRoutes({ path: '/echo', methods: [HttpMethod.ANY], integration });
    const stage = api.defaultStage?.node.defaultChild;
    if (stage instanceof CfnStage) stage.defaultRouteSettings = { throttlingBurstLimit: 50, throttlingRateLimit: 20 };
    return api;
  }

  #watch(queue: Queue, receive: NodejsFunction): void {
    const topic = new Topic(this, 'Operators');
    topic.addSubscription(new EmailSubscription('operators@district.example'));
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com'));
    const alarm = new Alarm(this, 'Stuck', {
      metric: queue.metricApproximateAgeOfOldestMessage(),
      threshold: 600,
      evaluationPeriods: 1,
    });
    alarm.addAlarmAction(new SnsAction(topic));
    new Dashboard(this, 'Figures', { widgets: [[new TextWidget({ markdown: `Function ${receive.functionName}` })]] });
  }
}

/** Synthesizes the sample into `outdir`, bundling its functions, and returns the assembly's directory. */
export function synthesizeSample(outdir: string): string {
  const app = new App({ outdir, analyticsReporting: false });
  new SampleStack(app, 'Sample');
  return app.synth().directory;
}
