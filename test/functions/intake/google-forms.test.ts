/** docs/senders/google-forms.gs as Google runs it, with stand-ins for its services, and what it sends to the real route. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { golden, preset, programWith } from './formats/senders.ts';
import { type Intake, startIntake } from './intake.ts';

const script = readFileSync(join(import.meta.dirname, '../../../docs/senders/google-forms.gs'), 'utf8');
let intake: Intake;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  intake.state.file = programWith('a-program', [preset('google-forms')]);
});
afterAll(() => vi.restoreAllMocks());

/** Google's bytes: -128 to 127, and nothing else is taken for one. */
const toGoogle = (bytes: Uint8Array) => [...bytes].map((byte) => (byte > 127 ? byte - 256 : byte));
const fromGoogle = (bytes: unknown) => {
  const list = bytes as number[];
  if (!Array.isArray(list) || list.some((byte) => byte < -128 || byte > 127)) throw new Error('Not bytes.');
  return Buffer.from(list.map((byte) => byte & 0xff));
};

interface Fetched {
  url: string;
  options: { payload: string; contentType: string; headers: Record<string, string> };
}

const { response: asked, answers } = golden('google-forms') as unknown as {
  response: { id: string; email: string; time: string };
  answers: Record<string, string | string[]>;
};
const UPLOADS = ['Your question sets', 'Your class results'];
const response = {
  getId: () => asked.id,
  getRespondentEmail: () => asked.email,
  getTimestamp: () => new Date(asked.time),
  getItemResponses: () =>
    Object.entries(answers).map(([title, given]) => ({
      getItem: () => ({ getTitle: () => title, getType: () => (UPLOADS.includes(title) ? 'FILE_UPLOAD' : 'TEXT') }),
      getResponse: () => (UPLOADS.includes(title) ? ['1file-id'] : given),
    })),
};

/** Google, with a network that answers as it is told. */
const google = (...statuses: number[]) => {
  const properties = new Map([
    ['ACCOLADE_HOOK', 'https://badges.example/v1/hooks/evidence-form'],
    ['ACCOLADE_SECRET', intake.secret],
  ]);
  const fetched: Fetched[] = [];
  const slept: number[] = [];
  const triggers: string[] = [];
  const trigger = (name: string) => ({
    forForm: () => ({ onFormSubmit: () => ({ create: () => triggers.push(name) }) }),
    timeBased: () => ({ everyHours: () => ({ create: () => triggers.push(name) }) }),
  });
  const form = {
    getId: () => 'form-1',
    getTitle: () => 'Evidence',
    getResponse: (id: string) => {
      if (id === 'deleted') throw new Error('No such response.');
      return response;
    },
  };
  const services = {
    FormApp: { getActiveForm: () => form, ItemType: { FILE_UPLOAD: 'FILE_UPLOAD' } },
    ScriptApp: { newTrigger: trigger },
    PropertiesService: {
      getScriptProperties: () => ({
        getProperty: (key: string) => properties.get(key) ?? null,
        setProperty: (key: string, value: string) => properties.set(key, value),
        deleteProperty: (key: string) => properties.delete(key),
        getKeys: () => [...properties.keys()],
      }),
    },
    Utilities: {
      base64Decode: (text: string) => toGoogle(Buffer.from(text, 'base64')),
      base64Encode: (bytes: unknown) => fromGoogle(bytes).toString('base64'),
      newBlob: (text: string) => ({ getBytes: () => toGoogle(Buffer.from(text)) }),
      computeHmacSha256Signature: (value: unknown, key: unknown) =>
        toGoogle(createHmac('sha256', fromGoogle(key)).update(fromGoogle(value)).digest()),
      sleep: (milliseconds: number) => slept.push(milliseconds),
    },
    UrlFetchApp: {
      fetch(url: string, options: Fetched['options']) {
        fetched.push({ url, options });
        const status = statuses.shift() ?? 202;
        if (status === 0) throw new Error('Address unavailable');
        return { getResponseCode: () => status, getContentText: () => '{}' };
      },
    },
  };
  const functions: Record<string, (event?: object) => void> = {};
  // Arrays of another realm are arrays to `Array.isArray` too.
  runInNewContext(`${script}\nObject.assign(out, { install, onFormSubmit, sendWaiting });`, {
    ...services,
    out: functions,
  });
  const waiting = () => [...properties.keys()].filter((key) => key.startsWith('waiting_'));
  const send = (at: number) => {
    const { url, options } = fetched[at] as Fetched;
    const headers = { 'content-type': options.contentType, ...options.headers };
    return intake.post({ body: options.payload, headers, sourceId: url.split('/').at(-1) ?? '' });
  };
  return { functions, fetched, properties, slept, triggers, waiting, send };
};

it('is called by Google for each response and every hour, once it was installed', () => {
  const { functions, triggers } = google();
  functions.install?.();
  expect(triggers).toEqual(['onFormSubmit', 'sendWaiting']);
});

it('sends a response that becomes a submission, and what it sends again is the same post', async () => {
  const { functions, fetched, slept, waiting, send } = google(503, 0, 202);
  functions.onFormSubmit?.({ response });
  expect({ tries: fetched.length, slept, waiting: waiting() }).toEqual({ tries: 3, slept: [2000, 4000], waiting: [] });
  const first = await send(0);
  expect(first.status).toBe(202);
  expect(await send(2)).toMatchObject({ status: 200, json: first.json });
  const items = await intake.items();
  expect(items.filter(({ entity }) => entity === 'Submission')).toMatchObject([
    { earnerId: 'E-1203', badgeId: 'retrieval-practice' },
  ]);
  expect(JSON.stringify(items)).toContain('https://drive.google.com/open?id=1file-id');
});

it('keeps what is not taken, says so, and sends it again within the hour', () => {
  const { functions, fetched, waiting } = google(401, 202);
  expect(() => functions.onFormSubmit?.({ response })).toThrow('401');
  expect(waiting()).toHaveLength(1);
  functions.sendWaiting?.();
  expect({ tries: fetched.length, waiting: waiting() }).toEqual({ tries: 2, waiting: [] });
});

it('keeps no response waiting for one that cannot be read any more, and says so of that one', () => {
  const { functions, properties, waiting } = google(202);
  for (const id of ['deleted', asked.id]) properties.set(`waiting_${id}`, 'yes');
  expect(() => functions.sendWaiting?.()).toThrow('No such response.');
  expect(waiting()).toEqual(['waiting_deleted']);
});
