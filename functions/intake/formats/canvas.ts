/**
 * Canvas Live Events with *Sign Payload*: the whole body is a JWT, and its claims are the event, `{ metadata, body }`
 * (developerdocs.instructure.com, Data Services). The keys are Instructure's, the same for all of its customers: that a
 * signature holds says that Canvas sent it, and only `root_account_uuid` says whose Canvas.
 */
import { compactVerify, decodeProtectedHeader } from 'jose';
import * as z from 'zod';
import { readJsonObject } from '../post-body.ts';
import { type Format, namedByBody, type Sender, signatureInvalid, timestampStale } from './format.ts';

/**
 * How old an event may be, in seconds: Canvas tries four times within 10 to 20 minutes, and does not say whether it signs each
 * try anew. Until then, and long after, the name of the post keeps a copy from counting twice.
 */
export const OLDEST = 30 * 60;
export const AHEAD = 300;

const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const Header = z.object({ alg: z.literal('RS256'), kid: z.string().max(256) });
const Claims = z.looseObject({
  iat: z.number().optional(),
  exp: z.number().optional(),
  metadata: z.looseObject({
    event_name: z.string().max(100),
    event_time: z.iso.datetime({ offset: true }).optional(),
    root_account_uuid: z.string(),
  }),
  body: z.looseObject({}),
});
type Claims = z.infer<typeof Claims>;

/** A submission as it is handed in. Grading changes the state, and an attempt that was never handed in has no number. */
const HandedIn = z.object({
  metadata: z.object({ event_name: z.enum(['submission_created', 'submission_updated']) }),
  body: z.object({
    submission_id: z.union([z.int(), z.string().regex(/^[\w~-]{1,100}$/)]),
    attempt: z.int().positive(),
    workflow_state: z.enum(['submitted', 'pending_review']),
  }),
});

export const canvas: Format<'canvas'> = {
  mediaType: undefined,
  payload: (body) => {
    const text = textOf(body);
    return JWT.test(text) ? Buffer.from(text.split('.')[1] ?? '', 'base64url') : body;
  },
  async authenticate({ body }, sender) {
    const payload = await verified(textOf(body), sender);
    const claims = Claims.safeParse(jsonOf(payload)).data;
    if (!claims)
      throw signatureInvalid('The claims are no event of Canvas: choose the format Canvas for the data stream.');
    if (claims.metadata.root_account_uuid !== sender.source.rootAccount)
      throw signatureInvalid('It is from another Canvas: compare rootAccount with the uuid of your root account.');
    assertTimely(claims, sender.now);
    return named(claims, payload);
  },
};

/** The same attempt is told of more than once, in other words each time: created, then updated. One of them is enough. */
const named = (claims: Claims, payload: Uint8Array) => {
  const { data } = HandedIn.safeParse(claims);
  if (data)
    return {
      webhookId: `${data.body.submission_id}#${data.body.attempt}`,
      payload,
      otherPayload: 'same-post' as const,
    };
  const { iat: _, exp: _until, ...event } = claims;
  return { webhookId: namedByBody(Buffer.from(JSON.stringify(event))), payload, otherPayload: 'same-post' as const };
};

const verified = async (token: string, { source, keySets }: Sender<'canvas'>): Promise<Uint8Array> => {
  const header = JWT.test(token) ? Header.safeParse(headerOf(token)).data : undefined;
  if (!header) throw signatureInvalid('Switch Sign Payload on for the data stream: the body must be a JWT with RS256.');
  const key = await keySets.find(source.keys, header.kid);
  const holds = key && (await compactVerify(token, key, { algorithms: ['RS256'] }).catch(() => undefined));
  if (!holds) throw signatureInvalid('The JWT was not signed with a key that is published at the address of the keys.');
  return holds.payload;
};

/** By `iat` where it is there, else by the time of the event; `exp` counts too. */
const assertTimely = ({ iat, exp, metadata }: Claims, now: Date): void => {
  const seconds = now.getTime() / 1000;
  const made = iat ?? (metadata.event_time === undefined ? 0 : Date.parse(metadata.event_time) / 1000);
  if (made >= seconds - OLDEST && made <= seconds + AHEAD && (exp ?? seconds) >= seconds - AHEAD) return;
  throw timestampStale(`The event is more than ${OLDEST / 60} minutes old, or from a time to come.`);
};

/** Whole JSON texts are sent in quotation marks by some proxies. */
const textOf = (body: Uint8Array) => new TextDecoder().decode(body).trim().replace(/^"|"$/g, '');

const headerOf = (token: string): unknown => {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
};

const jsonOf = (payload: Uint8Array): unknown => {
  try {
    return readJsonObject(payload);
  } catch {
    return undefined;
  }
};
