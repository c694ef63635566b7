/** The cookies of signing in. HttpOnly: no page has a script, and none could read them. */

export interface Cookies {
  session: string;
  /** One for each sign-in under way, so that two tabs do not end each other's. */
  pending(state: string): string;
  set(name: string, value: string, seconds: number): string;
  clear(name: string): string;
}

/**
 * `__Host-` makes the browser hold a cookie to this host, to `/` and to https. On http://localhost, where a browser would
 * refuse that, the plain name is used. `Lax`: the way back from the issuer is a navigation from another site.
 */
export const cookiesOf = (publicUrl: string): Cookies => {
  const secure = publicUrl.startsWith('https:');
  const session = secure ? '__Host-accolade' : 'accolade';
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const set = (name: string, value: string, seconds: number) => `${name}=${value}; Max-Age=${seconds}${attributes}`;
  return {
    session,
    pending: (state) => `${session}-sign-in-${state.slice(0, 8)}`,
    set,
    clear: (name) => set(name, '', 0),
  };
};
