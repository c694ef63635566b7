/** A person with a browser: follows redirects, keeps cookies, and signs in where the local issuer asks who they are. */
import type { Host } from '../../lib/local/host.ts';

export interface Page {
  url: string;
  status: number;
  headers: Headers;
  text: string;
}

export interface Visitor {
  /** Opens an address and goes where it leads; signs in on the way if need be. */
  open(url: string): Promise<Page>;
  /** One request with this browser's cookies, going nowhere. */
  send(url: string, init?: RequestInit): Promise<Page>;
}

/** Without an address: somebody who cannot sign in, such as a mail scanner; the issuer's page is as far as they come. */
export const visitor = (host: Host, address?: string): Visitor => {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const person = host.issuer.people().find(({ email }) => email === address);

  const send = async (url: string, init: RequestInit = {}): Promise<Page> => {
    const jar = jarOf(url);
    const headers = new Headers({ accept: 'text/html,application/xhtml+xml', ...init.headers });
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) keep(jar, cookie);
    return { url, status: response.status, headers: response.headers, text: await response.text() };
  };

  const follow = async (page: Page): Promise<Page> => {
    let at = page;
    for (let hops = 0; hops < 12; hops++) {
      const location = at.headers.get('location');
      if (at.status >= 300 && at.status < 400 && location) at = await send(new URL(location, at.url).href);
      else if (person && at.url.startsWith(`${host.issuerUrl}/sign-in/`)) at = await choose(at.url);
      else return at;
    }
    throw new Error(`${page.url} leads nowhere in 12 steps.`);
  };

  const choose = (url: string) => {
    const body = new URLSearchParams({ person: person ? host.issuer.subjectOf(person) : '' });
    return send(url, { method: 'POST', body });
  };

  return { send, open: async (url) => follow(await send(url)) };
};

const keep = (jar: Map<string, string>, cookie: string) => {
  const [pair = '', ...attributes] = cookie.split(/;\s*/);
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  const ended = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
  if (ended) jar.delete(name);
  else jar.set(name, value);
};
