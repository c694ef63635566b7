import { AssertionSigned } from '../../events/assertion-signed.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellAdministrators } from './tell/tell-administrators.ts';

export const handler = consume(on(AssertionSigned, tellAdministrators(postOffice(readEnv(postOfficeEnv)))));
