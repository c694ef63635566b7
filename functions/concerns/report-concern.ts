/** Takes a concern about a credential that everybody can see. */
import type { Credential, CredentialReader } from '../credentials/read.ts';
import { notFound } from '../platform/errors.ts';
import type { Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import { decide, MOST_A_DAY, type Report } from './model.ts';
import type { ConcernStore } from './store.ts';

export interface Collaborators {
  credentials: Pick<CredentialReader, 'get'>;
  concerns: Pick<ConcernStore, 'get' | 'countOn' | 'save'>;
  now: Now;
}

interface Request {
  correlationId: string;
  traceparent: string | undefined;
}

/** The credential, if it is shared. To anybody here any other one does not exist. */
export const sharedCredential = async (
  { credentials }: Pick<Collaborators, 'credentials'>,
  credentialId: string,
): Promise<Credential> => {
  const credential = await credentials.get(credentialId);
  if (!credential?.shared) throw notFound('credential');
  return credential;
};

/** Keeps the report and says so. A report that is there already, from a button pressed twice, is not kept again. */
export const reportConcern = (
  collaborators: Collaborators,
  credentialId: string,
  report: Report,
  { correlationId, traceparent }: Request,
): Promise<void> =>
  // Whoever wins a day's count makes the others read it again: there are no more winners than concerns in a day.
  decideAgain(async () => {
    const { concerns, now } = collaborators;
    const credential = await sharedCredential(collaborators, credentialId);
    if (await concerns.get(report.concernId)) return;
    const time = now();
    const reportedToday = await concerns.countOn(credentialId, time);
    const concern = decide(credential, report, { reportedToday, now: time });
    await concerns.save(concern, reportedToday, { programId: credential.programId, correlationId, traceparent });
  }, MOST_A_DAY + 1);
