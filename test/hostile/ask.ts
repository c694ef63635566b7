/** A request as it goes over the wire, made from a route and a row, and the answer as the table states it. */
import { Agent, request as httpRequest } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Route } from '../../functions/platform/http/route.ts';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';
import { made, type Row } from './row.ts';

export interface Ask {
  actor: Actor;
  method: string;
  /** Parts of the path and of the query, percent-encoded already. */
  path: string;
  query: readonly string[];
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  text: string;
}

const encoded = encodeURIComponent;

/** The request of the right shape. Without a row (of a route that is new) the first samples and an empty body. */
export const askOf = (district: District, route: Route, actor: Actor, row?: Row): Ask => {
  const sample = (name: string) => {
    const kind = district.samples[name] ?? {};
    const wanted = row?.of[name];
    const own = kind[`${wanted} of ${actor}`];
    return own ?? (wanted === undefined ? Object.values(kind)[0] : kind[wanted]) ?? 'nothing';
  };
  const { type, body } = bodyOf(district, route, actor, row);
  const isPage = !route.path.startsWith('/v1/');
  const query = Object.entries(made(row?.query ?? {}, district, actor));
  const token = district.tokens[actor];
  return {
    ...{ actor, method: route.method, body: Buffer.from(body) },
    path: route.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(sample(name))),
    query: query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`),
    headers: {
      accept: row?.accept ?? (isPage ? 'text/html' : 'application/json'),
      ...(type && { 'content-type': type }),
      ...(route.body?.kind === 'form' && { origin: district.apiUrl }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
  };
};

const bodyOf = (district: District, { body }: Route, actor: Actor, row?: Row): { type?: string; body: string } => {
  if (!body) return { body: '' };
  if (row?.raw) return made(row.raw, district, actor);
  if (body.kind !== 'form')
    return { type: 'application/json', body: JSON.stringify(made(row?.json ?? {}, district, actor)) };
  const form = new URLSearchParams(made(row?.form ?? {}, district, actor)).toString();
  return { type: 'application/x-www-form-urlencoded', body: form };
};

/** A source signs what it sends, whatever it is. */
const signature = ({ secrets, played }: District, { actor, body }: Ask, id: string): Record<string, string> => {
  const secret = secrets[actor];
  if (secret === undefined) return {};
  const at = new Date(played.host.clock.now());
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, Buffer.from(body)),
  };
};

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
/** Longer than any route may think. */
const LIMIT_MS = 25_000;
let posts = 0;

export const send = (district: District, ask: Ask): Promise<Answer> => {
  const { method, path, query, body } = ask;
  const headers = {
    ...signature(district, ask, `msg_hostile_${++posts}`),
    ...ask.headers,
    ...(body.length > 0 && { 'content-length': String(body.length) }),
  };
  const target = query.length > 0 ? `${path}?${query.join('&')}` : path;
  const { hostname, port } = new URL(district.apiUrl);
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(LIMIT_MS);
    const sent = httpRequest({ hostname, port, method, path: target, headers, agent, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, headers, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
};

/** The status, and what else tells answers apart: the code of a refusal, or that it leads to the sign-in. */
export const inWords = (answer: Answer): string => `${answer.status} ${codeOf(answer) ?? ''}`.trim();

export const codeOf = ({ headers, text, status }: Answer): string | undefined => {
  if (String(headers.location ?? '').startsWith('/sign-in?')) return 'sign-in';
  if (status < 400) return undefined;
  if (/json/.test(String(headers['content-type']))) return jsonIn(text)?.code;
  return /<code>([a-z0-9-]+)<\/code>, <code>/.exec(text)?.[1];
};

const jsonIn = (text: string): { code?: string } | undefined => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
