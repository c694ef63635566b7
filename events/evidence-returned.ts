import { Decided } from './decided.ts';
import { defineEvent } from './define-event.ts';

/** A reviewer returned an attempt with comments; the earner may send another. */
export const EvidenceReturned = defineEvent('evidence.returned', 1, Decided, {
  summary: 'A reviewer returned an attempt with comments; the earner may send another.',
  key: (data) => data.submissionId,
});
