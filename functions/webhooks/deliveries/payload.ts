/**
 * What an endpoint is sent: a thin payload of Standard Webhooks, `{ type, timestamp, data }`. Ids and the address to ask for the
 * rest, where whoever asks has to be somebody. A field that is not named here is in no payload. Pure.
 */
import type { DataOf, Metadata } from '../../../events/define-event.ts';
import type { publicEvents } from '../../../events/public-events.ts';
import type { PublicType } from '../endpoints/endpoint.ts';

type PublicEvent<Type extends PublicType> = Extract<(typeof publicEvents)[number], { type: Type }>;

interface Telling<Type extends PublicType> {
  fields: readonly (keyof DataOf<PublicEvent<Type>> & string)[];
  /** Below the deployment's address. */
  path: (data: DataOf<PublicEvent<Type>>, programId: string) => string;
}

const part = encodeURIComponent;
const credential = ({ credentialId }: { credentialId: string }) => `/credentials/${part(credentialId)}`;
const submission = ({ submissionId }: { submissionId: string }) => `/v1/submissions/${part(submissionId)}`;
const ofCredential = { fields: ['awardId', 'credentialId', 'earnerId'], path: credential } as const;
/** Whose it is, an endpoint is told of awards alone: of learning, whoever asks for the submission. */
const ofSubmission = { fields: ['submissionId', 'attempt', 'badgeId', 'badgeVersion'], path: submission } as const;

const tellings: { readonly [Type in PublicType]: Telling<Type> } = {
  'assertion.signed': { fields: ['awardId', 'credentialId', 'badgeId', 'earnerId'], path: credential },
  'badge.awarded': {
    fields: ['awardId', 'badgeId', 'badgeVersion', 'earnerId'],
    path: ({ badgeId, badgeVersion }, programId) =>
      `/programs/${part(programId)}/badges/${part(badgeId)}/versions/${badgeVersion}`,
  },
  'badge.revoked': { fields: ['awardId', 'credentialId', 'badgeId', 'earnerId'], path: credential },
  'credential.reissued': ofCredential,
  'credential.shared': ofCredential,
  'credential.unshared': ofCredential,
  'program.revised': { fields: ['revision', 'status'], path: (_data, programId) => `/v1/programs/${part(programId)}` },
  'award.declined': { fields: ['submissionId', 'badgeId', 'heldAwardId', 'reason'], path: submission },
  'evidence.approved': ofSubmission,
  'evidence.denied': ofSubmission,
  'evidence.returned': ofSubmission,
  'post.quarantined': {
    fields: ['receiptId', 'sourceId', 'reason'],
    path: (_data, programId) => `/v1/programs/${part(programId)}/quarantine`,
  },
  'submission.created': ofSubmission,
  'submission.withdrawn': { fields: ['submissionId', 'attempt', 'badgeId'], path: submission },
};

/** Of one event, as the text that is signed and sent. `publicUrl` has no slash at its end. */
export const payloadOf = <Type extends PublicType>(
  publicUrl: string,
  type: Type,
  { metadata: { time, programId }, data }: { metadata: Metadata; data: DataOf<PublicEvent<Type>> },
): string => {
  const { fields, path } = tellings[type];
  const ids = Object.fromEntries(fields.map((field) => [field, data[field]]));
  return JSON.stringify({ type, timestamp: time, data: { programId, ...ids, url: publicUrl + path(data, programId) } });
};

export const TEST_TYPE = 'webhook.test';

/** Of an event that tells of nothing. */
export const testPayload = (about: { programId: string; endpointId: string }, now: Date): string =>
  JSON.stringify({ type: TEST_TYPE, timestamp: now.toISOString(), data: about });
