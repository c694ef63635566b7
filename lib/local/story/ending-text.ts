/** What the terminal ends with: the same seven things as the page at `/`. */
import type { LocalFile } from './local-file.ts';
import type { StoryProgram } from './people.ts';
import type { Ending } from './story.ts';

export const endingText = (local: LocalFile, program: StoryProgram, ending: Ending): string => {
  const { teacher, badgeName, credentialUrl, verdict, alteredVerdict, history, awardMail } = ending;
  const decisions = history.map(
    ({ what, when, who, why }) => `     ${when}  ${what}  ${who?.name ?? ''}${why ? `\n       "${why}"` : ''}`,
  );
  return `
${teacher.name} holds "${badgeName}". Look at:

  1. The mail to the earner             ${local.inboxUrl}   ("${awardMail.subject}")
  2. The badge (the private link)       ${credentialUrl}
                                        as a file: .json, .jwt, .png or .svg before the question mark
  3. Verified by a library not ours     ${verdict.verified ? 'yes, @digitalbazaar/vc accepts it' : `NO: ${verdict.reason}`}
                                        check this or any badge yourself: ${local.apiUrl}/verify
  4. The altered one refused            ${alteredVerdict.verified ? 'NO, it was accepted' : `yes: ${alteredVerdict.reason}`}
  5. Who decided what, when and why
${decisions.join('\n')}
  6. Try it yourself                    npm run ops -- post examples/submission.json
  7. Be any of the ${String(program.members.length).padEnd(2)} people           ${local.apiUrl}/programs/${program.id}/submissions  (the sign-in page lists them)

Everything at once: ${local.apiUrl}/
`;
};
