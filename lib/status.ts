import { Construct } from 'constructs';
import { statusRoutes } from '../functions/status/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

/** Which credentials are revoked, for whoever verifies one. */
export class Status extends Construct {
  constructor(scope: Construct, id: string, { front, ledger }: Pick<House, 'front' | 'ledger'>) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: statusRoutes,
      entry: 'functions/status/status-api.lambda.ts',
      may: [ledger.get, front.address],
    });
  }
}
