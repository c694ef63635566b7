/** Every page there is, and as whom to look at it. */
import { credentials, shown } from './stops/credentials.ts';
import { errors, local, open } from './stops/open.ts';
import { endorsements, notices } from './stops/program.ts';
import type { Stop } from './stops/stop.ts';
import { submissions } from './stops/submissions.ts';
import { verification } from './stops/verification.ts';
import { webhooks } from './stops/webhooks.ts';

export const tour: readonly Stop[] = [
  ...submissions,
  ...credentials,
  ...shown,
  ...verification,
  ...endorsements,
  ...webhooks,
  ...notices,
  ...open,
  ...errors,
  ...local,
];
