import { Construct } from 'constructs';
import { programRoutes } from '../functions/programs/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';

export interface ProgramsProps extends Pick<House, 'front' | 'ledger' | 'secrets' | 'signIn'> {
  /** The e-mail addresses of those who may create programs. */
  administrators: readonly string[];
}

/** Program files, their badges and people, and the secrets of their webhook sources. */
export class Programs extends Construct {
  constructor(scope: Construct, id: string, { front, ledger, secrets, signIn, administrators }: ProgramsProps) {
    super(scope, id);
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: programRoutes,
      entry: 'functions/programs/programs-api.lambda.ts',
      // A program file may be megabytes, checked and written as a whole within one request.
      memorySize: 1024,
      may: [
        ledger.read,
        ledger.write('programs', 'sources', ...signIn.binds),
        secrets.seal('sourceId'),
        front.address,
        signIn.trust,
        (may) => may.environment({ DEPLOYMENT_ADMINISTRATORS: administrators.join(',') }),
      ],
    });
  }
}
