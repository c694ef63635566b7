import { Construct } from 'constructs';
import { intakeRoutes } from '../functions/intake/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

/** Who is posted to reads secrets, and who is looked at does not: two functions. */
const { receivePost, ...quarantine } = intakeRoutes;

export type IntakeProps = Pick<House, 'front' | 'ledger' | 'secrets' | 'signIn'>;

/** The door for district systems: signed posts, and what the owner does about those that wait. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, secrets, signIn }: IntakeProps) {
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
      routes: quarantine,
      entry: 'functions/intake/intake-api.lambda.ts',
      may: [
        ledger.read,
        ledger.ask('waiting'),
        ledger.write('receipts', 'quarantine', 'posts', 'submissions', 'earners', ...signIn.binds),
        ledger.remove('quarantine'),
        front.address,
        signIn.trust,
      ],
    });
  }
}
