/** One file for vitest, so that the stack is synthesized once for all that is asked of it. */
import { beforeAll } from 'vitest';
import { template } from './synthesized.ts';
import './alarms.ts';
import './events.ts';
import './front.ts';
import './functions.ts';
import './idle-cost.ts';
import './kept.ts';
import './mail.ts';
import './nag.ts';
import './queues.ts';
import './sign-in.ts';
import './stage-config.ts';

beforeAll(() => void template(), 240_000);
