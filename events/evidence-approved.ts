import { Decided } from './decided.ts';
import { defineEvent } from './define-event.ts';

/** A reviewer approved the evidence of an attempt; no badge is awarded yet. */
export const EvidenceApproved = defineEvent('evidence.approved', 1, Decided, {
  summary: 'A reviewer approved the evidence of an attempt; no badge is awarded yet.',
  key: (data) => data.submissionId,
});
