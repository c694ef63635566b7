/** Who calls: one person of every kind, and two machines. */
export const ACTORS = [
  /** Sends nothing that says who they are. */
  'stranger',
  /** A source of the program, which signs what it posts; and one of another program. */
  'source',
  'other-source',
  /** Signed in, and a member of no program. */
  'account',
  /** Owner, reviewer, administrator and finance of another program. */
  'foreign-owner',
  /** Administrator of the deployment. */
  'deployer',
  /** Whose data is asked for. */
  'earner',
  'colleague',
  'reviewer',
  'owner',
  'deputy',
  'sponsor',
  /** For all schools; for the earner's school; for another school. */
  'administrator',
  'principal',
  'principal-elsewhere',
  'finance',
] as const;
export type Actor = (typeof ACTORS)[number];

/** Words for several of them. `others` is whoever a row has not named. */
const GROUPS: Readonly<Record<string, readonly Actor[]>> = {
  everybody: ACTORS,
  unsigned: ['stranger', 'source', 'other-source'],
  outsiders: ['account', 'foreign-owner', 'deployer'],
  insiders: ACTORS.slice(ACTORS.indexOf('earner')),
  leads: ['owner', 'deputy'],
  staff: ['reviewer', 'owner', 'deputy'],
};

export const actorsIn = (words: string): Actor[] =>
  words
    .split(' ')
    .flatMap((word) => GROUPS[word] ?? (ACTORS.includes(word as Actor) ? [word as Actor] : unknown(word)));

const unknown = (word: string): never => {
  throw new Error(`"${word}" is nobody: ${[...ACTORS, ...Object.keys(GROUPS), 'others'].join(', ')}.`);
};
