import { Construct } from 'constructs';
import { endorsementRoutes } from '../functions/endorsements/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

export type EndorsementsProps = Pick<House, 'front' | 'ledger' | 'signIn'>;

/** Who stands behind a badge beside its issuer: what others sign, or confirm by mail, and what the owner accepts of it. */
export class Endorsements extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, signIn }: EndorsementsProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: endorsementRoutes,
      entry: 'functions/endorsements/endorsements-api.lambda.ts',
      // Canonicalization is work for the CPU, which grows with the memory.
      memorySize: 1024,
      may: [ledger.read, ledger.write('endorsements', 'endorsedBadges', ...signIn.binds), front.address, signIn.trust],
    });
  }
}
