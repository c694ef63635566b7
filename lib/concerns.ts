import { Construct } from 'constructs';
import { concernRoutes } from '../functions/concerns/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

export type ConcernsProps = Pick<House, 'front' | 'ledger'>;

/** What anybody reports about a public page; the owner is told by Notices. */
export class Concerns extends Construct {
  constructor(scope: Construct, id: string, { front, ledger }: ConcernsProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: concernRoutes,
      entry: 'functions/concerns/concerns-api.lambda.ts',
      may: [ledger.read, ledger.write('concerns')],
    });
  }
}
