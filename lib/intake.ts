import { Construct } from 'constructs';
import { intakeRoutes } from '../functions/intake/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

/** The door for district systems: signed posts. */
export class Intake extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, secrets }: Pick<House, 'front' | 'ledger' | 'secrets'>) {
    super(scope, id);
    new Endpoint(this, 'ReceivePost', {
      api: front.api,
      routes: intakeRoutes,
      entry: 'functions/intake/receive-post.lambda.ts',
      may: [ledger.readWrite, secrets.open],
    });
  }
}
