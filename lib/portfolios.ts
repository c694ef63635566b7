import { Construct } from 'constructs';
import { portfolioRoutes } from '../functions/portfolios/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

export type PortfoliosProps = Pick<House, 'front' | 'ledger' | 'signIn'>;

/** What an earner shows of themself. */
export class Portfolios extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, signIn }: PortfoliosProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: portfolioRoutes,
      entry: 'functions/portfolios/portfolios-api.lambda.ts',
      may: [ledger.read, ledger.write('earners', 'portfolios', ...signIn.binds), front.address, signIn.trust],
    });
  }
}
