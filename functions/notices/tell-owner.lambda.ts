import { ConcernReported } from '../../events/concern-reported.ts';
import { PostQuarantined } from '../../events/post-quarantined.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellOwner } from './tell-owner.ts';

const tell = tellOwner(postOffice(readEnv(postOfficeEnv)));

export const handler = consume(on(PostQuarantined, tell.quarantined), on(ConcernReported, tell.concern));
