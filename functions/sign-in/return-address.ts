/**
 * Where a sign-in leads back to: an address of this host, always written in full, because a path alone such as `//host`
 * would name another. Whatever leads elsewhere becomes the status page.
 */
export const returnAddress = (wanted: string | undefined, publicUrl: string): string => {
  const home = new URL('/sign-in/status', publicUrl);
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, publicUrl)) return home.href;
  const url = new URL(wanted, publicUrl);
  return url.origin === home.origin ? url.href : home.href;
};
