import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { publicEvents } from '../events/public-events.ts';
import { webhookRoutes } from '../functions/webhooks/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';
import type { May } from './parts/node-function.ts';
import { Subscriber } from './parts/subscriber.ts';
import { Timetable } from './parts/timetable.ts';

export type WebhooksProps = Pick<House, 'backbone' | 'front' | 'ledger' | 'secrets' | 'signIn'>;

/** What happens here is told to the systems that the owner named, and told again until they took it. */
export class Webhooks extends Construct {
  constructor(scope: Construct, id: string, { backbone, front, ledger, secrets, signIn }: WebhooksProps) {
    super(scope, id);
    const { queue } = new Subscriber(this, 'SendWebhooks', {
      ...backbone.hear(...publicEvents),
      ignoresReplays: true,
      entry: 'functions/webhooks/send-webhooks.lambda.ts',
      impact: 'The systems of districts do not hear of what happens here.',
      may: [
        ledger.read,
        ledger.write('webhooks', 'deliveries'),
        ledger.remove('deliveries'),
        secrets.open('endpointId'),
        front.address,
      ],
    });
    const wake: May = (may) => {
      may.environment({ WAKES_URL: queue.queueUrl });
      may.allow(['sqs:SendMessage'], [queue.queueArn]);
    };
    new Timetable(this, 'WakeLanes', {
      entry: 'functions/webhooks/wake-lanes.lambda.ts',
      every: Duration.minutes(5),
      impact: 'What a system of a district did not take is not sent again.',
      may: [ledger.ask('waiting'), wake],
    });
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: webhookRoutes,
      entry: 'functions/webhooks/webhooks-api.lambda.ts',
      may: [
        ledger.read,
        ledger.write('webhooks', 'deliveries', ...signIn.binds),
        ledger.remove('webhooks', 'deliveries'),
        secrets.seal('endpointId'),
        front.address,
        signIn.trust,
        wake,
      ],
    });
  }
}
