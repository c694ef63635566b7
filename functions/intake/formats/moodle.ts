/**
 * Events of Moodle's plugin local_webhooks: the event as JSON, or as a web form in versions that say JSON and send none, with a static
 * token in the body itself. As weak as any token in a post; what is kept of the post no longer has it.
 */
import * as z from 'zod';
import { readJsonObject } from '../post-body.ts';
import { isToken } from './bearer.ts';
import { type Format, namedByBody, signatureInvalid } from './format.ts';

const Event = z.looseObject({ token: z.string() });

/** Moodle writes the same ids as numbers and as texts. */
const Id = z.union([z.int(), z.string().regex(/^\d{1,20}$/)]).transform(String);
const Named = z.object({ eventname: z.string().regex(/^[\\\w]{1,150}$/), objectid: Id, timecreated: Id });

export const moodle: Format<'moodle'> = {
  mediaType: undefined,
  payload: (body) => bytesOf(withoutToken(fieldsOf(body))),
  async authenticate({ body }, { secrets }) {
    const fields = fieldsOf(body);
    if (!isToken(Event.safeParse(fields).data?.token ?? '', secrets))
      throw signatureInvalid('Put a live secret of this source into the field Token of the service in Moodle.');
    const payload = bytesOf(withoutToken(fields));
    return { webhookId: nameOf(fields) ?? namedByBody(payload), payload, otherPayload: 'refused' };
  },
};

/** A second upload to the same submission has the same object, at another time. A repeat has both, and is the same to the letter. */
const nameOf = (fields: Fields) => {
  const { data } = Named.safeParse(fields);
  return data && `${data.eventname}#${data.objectid}#${data.timecreated}`;
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (body: Uint8Array): Fields => {
  try {
    return readJsonObject(body);
  } catch {
    return ofForm(new URLSearchParams(new TextDecoder().decode(body)));
  }
};

/** PHP spells what is within as `other[content]`; one level is all that these events have. */
const ofForm = (form: URLSearchParams): Fields => {
  const fields = new Map<string, unknown>();
  const within = new Map<string, Map<string, string>>();
  for (const [key, value] of form) {
    const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(key) ?? [];
    if (outer === undefined || inner === undefined) fields.set(key, value);
    else within.set(outer, (within.get(outer) ?? new Map()).set(inner, value));
  }
  return Object.fromEntries([
    ...fields,
    ...[...within].map(([key, inner]) => [key, Object.fromEntries(inner)] as const),
  ]);
};

const withoutToken = ({ token: _, ...rest }: Fields): Fields => rest;
const bytesOf = (fields: Fields): Uint8Array => Buffer.from(JSON.stringify(fields));
