/** What the page of a submission shows to one viewer. */
import { notFound } from '../platform/errors.ts';
import type { Language } from '../platform/http/language.ts';
import type { Principal } from '../platform/http/route.ts';
import type { Badge, Program, ProgramReader } from '../programs/read.ts';
import { type Authority, type Viewer, viewing } from './authority.ts';
import { type AwardReaders, type AwardView, awardViewOf } from './award-view.ts';
import { type HistoryEntry, historyOf } from './history.ts';
import { type Rounds, rounds } from './rounds.ts';
import type { SubmissionStore } from './store.ts';
import type { Submission } from './submission.ts';
import { type Texts, textsOf } from './texts/texts.ts';

export interface SubmissionView extends Viewer, Rounds {
  language: Language;
  texts: Texts;
  submission: Submission;
  program: Pick<Program, 'programId' | 'name' | 'colors' | 'languages'>;
  /** The language that the program's own texts are in. */
  said: string;
  /** The version the submission began with. */
  badge: Badge;
  earnerName: string;
  history: HistoryEntry[];
  award: AwardView | undefined;
}

interface ViewCollaborators extends Authority, AwardReaders {
  submissions: SubmissionStore;
  programs: Pick<ProgramReader, 'program' | 'badgeVersion' | 'member'>;
}

export const viewOf =
  (collaborators: ViewCollaborators) =>
  async (principal: Principal, submissionId: string): Promise<SubmissionView> => {
    const { submissions, programs } = collaborators;
    const { submission, member, as } = await viewing(collaborators, principal, submissionId);
    const { programId, badgeId, badgeVersion, earnerId } = submission;
    const [program, badge, earner, round, history, award] = await Promise.all([
      programs.program(programId),
      programs.badgeVersion(programId, badgeId, badgeVersion),
      programs.member(programId, earnerId),
      rounds(submissions, submission, as),
      historyOf(collaborators)(submission, as),
      awardViewOf(collaborators, submission),
    ]);
    if (!program || !badge) throw notFound('badge version');
    const { language } = member;
    const earnerName = earner?.name ?? earnerId;
    return {
      submission,
      member,
      as,
      language,
      texts: textsOf(language),
      program,
      said: program.languages[0] ?? 'en',
      badge,
      earnerName,
      history,
      award,
      ...round,
    };
  };
