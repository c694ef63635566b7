/** What keeps the local host from starting or going on, told for people: what happened, and what to do about it. */
export class LocalProblem extends Error {
  override name = 'LocalProblem';
  readonly code: string;
  readonly remedy: string;

  constructor(code: string, what: string, remedy: string) {
    super(what);
    this.code = code;
    this.remedy = remedy;
  }
}

/** The `code` of a Node or SQLite error, or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isFullDisk(error: unknown): boolean {
  // SQLite answers a full disk with result code 13 and has its own words for it.
  return (
    codeOf(error) === 'ENOSPC' || (error instanceof Error && /database or disk is full|ENOSPC/.test(error.message))
  );
}

function portOf(error: unknown): string {
  return error instanceof Error && 'port' in error ? ` ${String(error.port)}` : '';
}

/** One line for the terminal: what happened and what to do. For errors this host does not know, their own message. */
export function explain(error: unknown): string {
  if (error instanceof LocalProblem) return `${error.message} ${error.remedy}`;
  if (isFullDisk(error)) return 'The disk is full. Free some space, then start again: nothing accepted so far is lost.';
  if (codeOf(error) === 'EADDRINUSE') {
    return `Port${portOf(error)} is already taken. Stop the program that uses it, or start with another one (npm start -- --port 9000).`;
  }
  if (codeOf(error) === 'EACCES' || codeOf(error) === 'EROFS') {
    return `This user may not write here (${String(error)}). Make the folder writable or choose another data folder.`;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `The local host stopped: ${message.split('\n', 1)[0]}`;
}
