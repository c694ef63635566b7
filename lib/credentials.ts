import { Construct } from 'constructs';
import { BadgeAwarded } from '../events/badge-awarded.ts';
import { BadgeRevoked } from '../events/badge-revoked.ts';
import { EarnerNamed } from '../events/earner-named.ts';
import { EarnerUnnamed } from '../events/earner-unnamed.ts';
import { EndorsementAccepted } from '../events/endorsement-accepted.ts';
import { EvidenceWithheld } from '../events/evidence-withheld.ts';
import { credentialRoutes } from '../functions/credentials/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';
import { Subscriber } from './parts/subscriber.ts';

export type CredentialsProps = Pick<House, 'backbone' | 'front' | 'ledger' | 'signIn' | 'signing'>;

/** What an award is proved by, and the documents a verifier needs for it. */
export class Credentials extends Construct {
  constructor(scope: Construct, id: string, { backbone, front, ledger, signIn, signing }: CredentialsProps) {
    super(scope, id);
    new Subscriber(this, 'SignAssertion', {
      ...backbone.hear(BadgeAwarded, BadgeRevoked, EndorsementAccepted, EvidenceWithheld, EarnerNamed, EarnerUnnamed),
      entry: 'functions/credentials/sign-assertion.lambda.ts',
      impact:
        'Teachers hold badges that nobody can verify yet, and have not been told of them; a revoked badge may still look valid.',
      // Canonicalization is work for the CPU, which grows with the memory.
      memorySize: 1024,
      may: [
        ledger.read,
        ledger.write('credentials', 'awards', 'deployment', 'status', 'endorsements'),
        signing.sign,
        front.address,
        front.pilot,
      ],
    });
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: credentialRoutes,
      elsewhere: true,
      entry: 'functions/credentials/credentials-api.lambda.ts',
      may: [
        ledger.read,
        ledger.write('credentials', 'status', ...signIn.binds),
        signing.publish,
        front.address,
        front.pilot,
        signIn.trust,
      ],
    });
  }
}
