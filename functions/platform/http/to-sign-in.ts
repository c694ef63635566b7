import type { HttpResponse } from './route.ts';

/** Nobody is signed in: they are led to the sign-in, and back to the page at this path. */
export const toSignIn = (path: string): HttpResponse => ({
  status: 303,
  headers: { location: `/sign-in?return=${encodeURIComponent(path)}` },
});
