import { Decided } from './decided.ts';
import { defineEvent } from './define-event.ts';

/** A reviewer decided that the evidence does not show the competency yet. */
export const EvidenceDenied = defineEvent('evidence.denied', 1, Decided, {
  summary: 'A reviewer decided that the evidence does not show the competency yet.',
  key: (data) => data.submissionId,
});
