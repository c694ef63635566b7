/** Thrown by an intercept: the function's socket is closed without an answer. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped';
}
