/** Our own documents are read where they are kept: a function that calls its own host waits for itself. */
import { Refused } from '../platform/errors.ts';
import type { Handlers, HttpRequest, HttpResponse, Routes } from '../platform/http/route.ts';

/** The document at a path of this deployment, as an anonymous reader gets it; undefined if there is none. */
export type OwnDocument = (path: string) => Promise<object | string | undefined>;

/** What is at an address of ours, or undefined for an address of somebody else. */
export type OwnDocuments = (url: URL) => Promise<{ document: object | string | undefined } | undefined>;

/**
 * Takes every address at the host of `publicUrl` for ours: there is nothing there that none of these knows. Of either scheme:
 * did:web means https, also on a machine of one's own, which serves plain http.
 */
export const ownDocuments =
  (publicUrl: string, ...known: readonly OwnDocument[]): OwnDocuments =>
  async ({ host, pathname }) => {
    if (host !== new URL(publicUrl).host) return undefined;
    for (const document of known) {
      const found = await document(pathname);
      if (found !== undefined) return { document: found };
    }
    return { document: undefined };
  };

/** What these handlers answer, where their routes are public, to nobody in particular who asks for JSON. */
export const documentsOfRoutes = <R extends Routes, N extends keyof R>(
  routes: R,
  handlers: Handlers<Pick<R, N>>,
): OwnDocument => {
  const patterns = Object.entries(routes)
    .filter(([name, { method, access }]) => name in handlers && method === 'GET' && access === 'public')
    .map(([name, { path }]) => ({ pattern: patternOf(path), handle: handlers[name as N] as Handle }));
  return async (path) => {
    for (const { pattern, handle } of patterns) {
      const match = pattern.exec(path);
      if (match) return bodyOf(handle, match.groups ?? {});
    }
    return undefined;
  };
};

type Handle = (request: HttpRequest) => Promise<HttpResponse>;

const patternOf = (path: string) =>
  new RegExp(`^${path.replace(/[.\\]/g, '\\$&').replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>[^/]+)`)}$`);

const bodyOf = async (handle: Handle, encoded: Record<string, string>): Promise<object | string | undefined> => {
  const nobody = { query: {}, body: undefined as never, cookies: {}, principal: undefined };
  const request = { ...nobody, headers: { accept: 'application/json' }, correlationId: '', traceparent: undefined };
  try {
    const params = Object.fromEntries(Object.entries(encoded).map(([name, part]) => [name, decodeURIComponent(part)]));
    const { json, text } = await handle({ ...request, params });
    return text ?? (json as object | undefined);
  } catch (error) {
    if (error instanceof Refused || error instanceof URIError) return undefined;
    throw error;
  }
};
