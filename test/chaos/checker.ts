/** Reads what is left of a run and tells every promise that was not kept. No violations: nothing lost, nothing doubled. */
import { checkAwards } from './checks/awards.ts';
import { checkCredentials } from './checks/credentials.ts';
import { checkDecisions } from './checks/decisions.ts';
import { checkFigures } from './checks/figures.ts';
import { checkLeftBehind } from './checks/left-behind.ts';
import { checkMails } from './checks/mails.ts';
import { checkPosts } from './checks/posts.ts';
import { checkSubmissions } from './checks/submissions.ts';
import type { Check, Violation } from './remains.ts';

const checks: readonly Check[] = [
  checkPosts,
  checkDecisions,
  checkSubmissions,
  checkAwards,
  checkCredentials,
  checkMails,
  checkLeftBehind,
  checkFigures,
];

export const check: Check = (remains): Violation[] => checks.flatMap((one) => one(remains));
