import { Construct } from 'constructs';
import { AwardDeclined } from '../events/award-declined.ts';
import { BadgeAwarded } from '../events/badge-awarded.ts';
import { submissionRoutes } from '../functions/submissions/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';
import { Subscriber } from './parts/subscriber.ts';

export type SubmissionsProps = Pick<House, 'backbone' | 'front' | 'ledger' | 'signIn'>;

/** Evidence, its attempts, and the reviewers' decisions. */
export class Submissions extends Construct {
  constructor(scope: Construct, id: string, { backbone, front, ledger, signIn }: SubmissionsProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: submissionRoutes,
      entry: 'functions/submissions/submissions-api.lambda.ts',
      may: [
        ledger.read,
        ledger.ask('submissionsByState'),
        ledger.write('submissions', ...signIn.binds),
        front.address,
        signIn.trust,
      ],
    });
    new Subscriber(this, 'MarkAwarded', {
      ...backbone.hear(AwardDeclined, BadgeAwarded),
      entry: 'functions/submissions/mark-awarded.lambda.ts',
      impact: 'Submissions whose badge is held still look merely approved.',
      may: [ledger.read, ledger.write('submissions')],
    });
  }
}
