/** The addresses that notices lead to. Opening one changes nothing: mail scanners open them all. */
const part = encodeURIComponent;

export type Links = ReturnType<typeof linksOf>;

/** `publicUrl` has no slash at its end. */
export const linksOf = (publicUrl: string) => ({
  /** The status page of its earner, the review page of a reviewer; needs sign-in. */
  submission: (submissionId: string) => `${publicUrl}/submissions/${part(submissionId)}`,
  /** The holder's private link: whoever has it sees the badge. */
  credential: (credentialId: string, holderKey: string) =>
    `${publicUrl}/credentials/${part(credentialId)}?key=${part(holderKey)}`,
  /** The public page of a credential. */
  sharedCredential: (credentialId: string) => `${publicUrl}/credentials/${part(credentialId)}`,
  /** The posts that wait, for the owner and the deputy; needs sign-in. */
  quarantine: (programId: string) => `${publicUrl}/programs/${part(programId)}/quarantine`,
  /** The page of an invitation to endorse: whoever has the link answers for the organization. */
  invitation: (endorsementId: string, key: string) =>
    `${publicUrl}/endorsements/${part(endorsementId)}?key=${part(key)}`,
  /** The endorsements of a program, for the owner and the deputy; needs sign-in. */
  endorsements: (programId: string) => `${publicUrl}/programs/${part(programId)}/endorsements`,
  /** The systems that are told of what happens, for the owner and the deputy; needs sign-in. */
  webhooks: (programId: string) => `${publicUrl}/programs/${part(programId)}/webhooks`,
  /** Who cannot be reached, for the owner and the deputy; needs sign-in. */
  unreachable: (programId: string) => `${publicUrl}/programs/${part(programId)}/unreachable`,
  /** Where a reader of award notices and digests chooses how often they come; needs sign-in. */
  noticeSettings: (programId: string) => `${publicUrl}/programs/${part(programId)}/notices`,
  /** Stops them for whoever the link was made for, by a POST. */
  unsubscribe: (token: string) => `${publicUrl}/unsubscribe/${part(token)}`,
  program: (programId: string) => `${publicUrl}/programs/${part(programId)}`,
});
