import { ConcernReported } from '../../events/concern-reported.ts';
import { EndorsementInvited } from '../../events/endorsement-invited.ts';
import { EndorsementProposed } from '../../events/endorsement-proposed.ts';
import { PostQuarantined } from '../../events/post-quarantined.ts';
import { WebhookEndpointDisabled } from '../../events/webhook-endpoint-disabled.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellEndorser } from './tell/tell-endorser.ts';
import { tellOfWebhooks } from './tell/tell-of-webhooks.ts';
import { tellOwner } from './tell/tell-owner.ts';

const office = postOffice(readEnv(postOfficeEnv));
const tell = tellOwner(office);
const endorsement = tellEndorser(office);

export const handler = consume(
  on(PostQuarantined, tell.quarantined),
  on(ConcernReported, tell.concern),
  on(EndorsementInvited, endorsement.invited),
  on(EndorsementProposed, endorsement.proposed),
  on(WebhookEndpointDisabled, tellOfWebhooks(office).disabled),
);
