/** Our own documents are read where they are kept: a function that calls its own host waits for itself. */

/** The document at a path of this deployment, as an anonymous reader gets it; undefined if there is none. */
export type OwnDocument = (path: string) => Promise<object | string | undefined>;

/** What is at an address of ours, or undefined for an address of somebody else. */
export type OwnDocuments = (url: URL) => Promise<{ document: object | string | undefined } | undefined>;

/** Takes every address under `publicUrl` for ours: there is nothing there that `document` does not know. */
export const ownDocuments =
  (publicUrl: string, document: OwnDocument): OwnDocuments =>
  async ({ origin, pathname }) =>
    origin === new URL(publicUrl).origin ? { document: await document(pathname) } : undefined;
