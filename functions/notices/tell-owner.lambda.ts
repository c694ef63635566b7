import { PostQuarantined } from '../../events/post-quarantined.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellOwner } from './tell-owner.ts';

export const handler = consume(on(PostQuarantined, tellOwner(postOffice(readEnv(postOfficeEnv)))));
