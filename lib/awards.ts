import { Construct } from 'constructs';
import { BadgeRevoked } from '../events/badge-revoked.ts';
import { EvidenceApproved } from '../events/evidence-approved.ts';
import type { House } from './house.ts';
import { Subscriber } from './parts/subscriber.ts';

/** Who holds which badge. */
export class Awards extends Construct {
  constructor(scope: Construct, id: string, { backbone, ledger }: Pick<House, 'backbone' | 'ledger'>) {
    super(scope, id);
    new Subscriber(this, 'AwardBadge', {
      ...backbone.hear(EvidenceApproved, BadgeRevoked),
      entry: 'functions/awards/award-badge.lambda.ts',
      impact: 'Teachers whose evidence was approved do not get their badge.',
      may: [ledger.read, ledger.write('awards', 'approvals', 'earners'), ledger.remove('earners')],
    });
  }
}
