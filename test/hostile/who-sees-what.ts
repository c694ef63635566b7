/** "Who sees what", as texts that are planted in the data and looked for in every answer of every route. */
import type { Actor } from './actors.ts';

export const PLANTED = {
  evidence: 'Zephyrine Quillfeather',
  comment: 'Thaddeus Marrowbone',
  reason: 'Leopoldina Crabtree',
  name: 'Wilhelmina Oxenforde',
  address: 'ignatius.pellworthy@cedarhollow.example',
} as const;

export interface Seen {
  what: string;
  text: string;
  /** Everybody who may read it; whoever may must find it somewhere. */
  by: string;
}

export const WHO_SEES_WHAT: readonly Seen[] = [
  { what: 'evidence and reflections', text: PLANTED.evidence, by: 'earner staff' },
  { what: 'comments of returns and denials', text: PLANTED.comment, by: 'earner staff' },
  { what: 'the reason of a revocation', text: PLANTED.reason, by: 'earner leads finance' },
  // Switched off on public pages. The deployer reads the program file.
  { what: 'the name of the earner', text: PLANTED.name, by: 'earner staff deployer' },
  { what: "a colleague's address", text: PLANTED.address, by: 'colleague leads deployer' },
];

/** What of these somebody read who may not. */
export const seenWrongly = (actor: Actor, said: string, mayRead: (seen: Seen, actor: Actor) => boolean): string[] =>
  WHO_SEES_WHAT.filter((seen) => said.includes(seen.text) && !mayRead(seen, actor)).map(({ what }) => what);
