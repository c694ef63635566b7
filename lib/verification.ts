import { Construct } from 'constructs';
import { verificationRoutes } from '../functions/verification/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

export type VerificationProps = Pick<House, 'front' | 'ledger' | 'signing'>;

/** Checks anybody's badge. It reads what is public here anyway, writes nothing. It reads what strangers host, by a guarded fetch. */
export class Verification extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, signing }: VerificationProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: verificationRoutes,
      entry: 'functions/verification/verify-api.lambda.ts',
      // Badges of other issuers may need a JSON-LD processor: work for the CPU, which grows with the memory.
      memorySize: 1024,
      may: [ledger.read, front.address, front.pilot, signing.publish],
    });
  }
}
