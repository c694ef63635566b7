/** A client of the public routes, as any script would be: it knows `local.json` and nothing else. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { LocalProblem } from '../problem.ts';
import type { LocalFile } from './local-file.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

export type Client = ReturnType<typeof clientOf>;

export const clientOf = ({ apiUrl, source }: Pick<LocalFile, 'apiUrl' | 'source'>) => {
  const send = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> => {
    const response = await fetch(`${apiUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : { text } };
  };
  /** Calls a route as the person of the token. */
  const ask = (token: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    return send(method, path, headers, body === undefined ? undefined : JSON.stringify(body));
  };
  return {
    ask,
    /** The same; throws when the answer is not the expected one. */
    async call(
      token: string,
      method: string,
      path: string,
      body?: unknown,
      expected = [200, 201],
    ): Promise<Answer['body']> {
      const answer = await ask(token, method, path, body);
      if (!expected.includes(answer.status)) throw unexpected(`${method} ${path}`, answer);
      return answer.body;
    },
    /** Posts a submission as a district system does: signed by the official Standard Webhooks client. */
    async post(id: string, body: unknown, now = new Date()): Promise<Answer> {
      const text = JSON.stringify(body);
      const signature = new Webhook(source.secret).sign(id, now, text);
      return send(
        'POST',
        `/v1/hooks/${source.id}`,
        {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
          'webhook-signature': signature,
        },
        text,
      );
    },
  };
};

export const unexpected = (what: string, { status, body }: Answer) =>
  new LocalProblem(
    'story-stopped',
    `${what} was answered with ${status}${body.code ? ` (${body.code})` : ''}: ${body.message ?? JSON.stringify(body)}`,
    'Look at the log in .accolade/, or start afresh with npm start -- --fresh.',
  );

/** Asks until there is an answer, for at most `seconds`. */
export const waitFor = async <T>(what: string, ask: () => Promise<T | undefined>, seconds = 30): Promise<T> => {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(100);
  }
  throw new LocalProblem(
    'story-stopped',
    `${what} did not come within ${seconds} seconds.`,
    'Look at the log in .accolade/.',
  );
};
