import { Construct } from 'constructs';
import { intakeRoutes } from '../functions/intake/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

/** Who is posted to reads secrets and the keys that senders publish, and who is looked at does not: two functions. */
const { receivePost, ...staff } = intakeRoutes;

export interface IntakeProps extends Pick<House, 'front' | 'ledger' | 'secrets' | 'signIn'> {
  /** The e-mail addresses of those who may create programs, and so may try out what their sources send. */
  administrators: readonly string[];
}

/** The door for district systems: signed posts, and what the owner does about those that wait. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, secrets, signIn, administrators }: IntakeProps) {
    super(scope, id);
    new Endpoint(this, 'ReceivePost', {
      api: front.api,
      routes: { receivePost },
      entry: 'functions/intake/receive-post.lambda.ts',
      may: [
        ledger.read,
        ledger.write('receipts', 'postCounts', 'quarantine', 'keptPosts', 'posts', 'submissions', 'earners'),
        secrets.open('sourceId'),
      ],
    });
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: staff,
      entry: 'functions/intake/intake-api.lambda.ts',
      may: [
        ledger.read,
        ledger.ask('waiting'),
        ledger.write('receipts', 'quarantine', 'posts', 'submissions', 'earners', ...signIn.binds),
        ledger.remove('quarantine'),
        front.address,
        signIn.trust,
        (may) => may.environment({ DEPLOYMENT_ADMINISTRATORS: administrators.join(',') }),
      ],
    });
  }
}
