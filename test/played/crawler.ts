/** Everything that can be asked of the public routes: each of them, and whatever the answers link to. */
import { concernRoutes } from '../../functions/concerns/routes.ts';
import { credentialRoutes } from '../../functions/credentials/routes.ts';
import { intakeRoutes } from '../../functions/intake/routes.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { portfolioRoutes } from '../../functions/portfolios/routes.ts';
import { programRoutes } from '../../functions/programs/routes.ts';
import { signInRoutes } from '../../functions/sign-in/routes.ts';
import { submissionRoutes } from '../../functions/submissions/routes.ts';

export interface Heard {
  /** Method, path and wanted form. */
  at: string;
  status: number;
  /** Headers and body. */
  said: string;
}

type Asked = Pick<Route, 'method' | 'body'>;

export const everyRoute = [
  programRoutes,
  credentialRoutes,
  submissionRoutes,
  signInRoutes,
  intakeRoutes,
  portfolioRoutes,
  concernRoutes,
].flatMap((routes): Route[] => Object.values(routes));

/** `ids` fill the parameters of the routes. */
export const crawlerOf = (apiUrl: string, ids: Readonly<Record<string, string>>) => {
  const pathOf = ({ path }: Route) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `no-${name}`);

  /** Calls an address as somebody, in both forms of its answer. */
  const callAs = async (headers: Record<string, string>, { method, body }: Asked, path: string): Promise<Heard[]> => {
    const type = body?.kind === 'form' ? 'application/x-www-form-urlencoded' : 'application/json';
    const sent = method === 'GET' ? {} : { body: body?.kind === 'form' ? 'shared=yes' : '{}' };
    const ask = async (accept: string) => {
      const all = { ...headers, accept, ...(method !== 'GET' && { 'content-type': type }) };
      const response = await fetch(`${apiUrl}${path}`, { method, headers: all, redirect: 'manual', ...sent });
      const said = `${JSON.stringify([...response.headers])}${await response.text()}`;
      return { at: `${method} ${path} ${accept}`, status: response.status, said };
    };
    return [await ask('application/json'), await ask('text/html')];
  };

  const callAll = async (headers: Record<string, string>, routes = everyRoute) =>
    (await Promise.all(routes.map((route) => callAs(headers, route, pathOf(route))))).flat();

  /** Every route there is, and whatever the answers link to, as a stranger sees them. */
  const crawl = async (): Promise<Heard[]> => {
    const answers = await callAll({});
    const seen = new Set(everyRoute.map(pathOf));
    const waiting = answers.flatMap(({ said }) => linksIn(said, apiUrl));
    for (const path of waiting) {
      if (seen.has(path)) continue;
      seen.add(path);
      const more = await callAs({}, { method: 'GET' }, path);
      answers.push(...more);
      waiting.push(...more.flatMap(({ said }) => linksIn(said, apiUrl)));
    }
    return answers;
  };
  return { callAs, callAll, crawl };
};

/** Addresses of this host in a page or a document. */
const linksIn = (text: string, apiUrl: string) =>
  [...text.matchAll(/"((?:https?:\/\/|\/)[^"\\\s<>]*)"/g)].flatMap(([, link = '']) => {
    const url = new URL(link.replaceAll('&amp;', '&'), apiUrl);
    return url.origin === new URL(apiUrl).origin ? [`${url.pathname}${url.search}`] : [];
  });
