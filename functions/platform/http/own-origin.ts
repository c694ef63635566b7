/** A browser may post on somebody's behalf: what carries a session must come from our own pages. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { forbidden } from '../errors.ts';
import type { Route } from './route.ts';

type Sent = Pick<APIGatewayProxyEventV2, 'headers' | 'cookies'>;

/**
 * Refuses a change that another site may have made a browser send: every web form, and every change that comes with a
 * cookie in place of a bearer token. Browsers name the page's origin in `Origin` (`null` under a `no-referrer` policy, so
 * pages with forms answer `same-origin`).
 */
export const demandOwnOrigin = (route: Route, { headers, cookies }: Sent) => {
  const byCookie = usesSession(route) && headers.authorization === undefined && cookies !== undefined;
  if (route.method === 'GET' || !(route.body?.kind === 'form' || byCookie)) return;
  if (hostOf(headers.origin) === headers.host?.toLowerCase() && headers.host) return;
  throw forbidden('origin-foreign', 'This was not sent from a page of ours. Open the page here and send it again.');
};

const usesSession = ({ access }: Route) => access === 'signed-in' || access === 'optional';

const hostOf = (origin: string | undefined) => (origin && URL.canParse(origin) ? new URL(origin).host : undefined);
