import { SubmissionCreated } from '../../events/submission-created.ts';
import { consume, on } from '../platform/consume.ts';
import { readEnv } from '../platform/env.ts';
import { postOffice, postOfficeEnv } from './post-office.ts';
import { tellReviewers } from './tell/tell-reviewers.ts';

export const handler = consume(on(SubmissionCreated, tellReviewers(postOffice(readEnv(postOfficeEnv)))));
