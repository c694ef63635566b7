/** Every format against the real route and a real table: what comes as it should, and what does not. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { isHubSigned } from '../../../../functions/intake/formats/github.ts';
import { isSigned } from '../../../../functions/intake/formats/standard-webhooks.ts';
import { type Intake, type Post, startIntake } from '../intake.ts';
import { golden, programWith, type Sender, sendersWith } from './senders.ts';

let intake: Intake;
let senders: Record<string, Sender>;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  intake = await startIntake();
  const made = await sendersWith(intake.live);
  senders = made.senders;
  intake.state.fetch = made.publish;
});
afterAll(() => vi.restoreAllMocks());

let places = 0;
/** A program and a source that nobody has posted to yet. */
const freshPlace = (source: object) => {
  const sourceId = `source-${++places}`;
  intake.state.file = programWith(`program-${places}`, [{ ...source, id: sourceId }]);
  const post = async (sent: Post) => {
    const { status, json } = await intake.post({ ...sent, sourceId });
    return { status, code: json.code, receiptId: json.receiptId };
  };
  const became = async () => {
    const receipts = (await intake.items()).filter((item) => item.entity === 'Receipt' && item.sourceId === sourceId);
    return receipts.map(({ outcome }) => outcome);
  };
  return { post, became };
};
const senderOf = (format: string): Sender => {
  const sender = senders[format];
  if (!sender) throw new Error(`Nobody sends ${format}.`);
  return sender;
};

const now = () => new Date();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const YEAR = 365 * 24 * 60;

const CASES = {
  good: ({ post }: Sender, payload: object) => post(payload, { with: 'newest', at: now() }),
  'flipped byte': async ({ post, flipped }: Sender, payload: object) =>
    flipped(await post(payload, { with: 'newest', at: now() })),
  stale: ({ post }: Sender, payload: object) => post(payload, { with: 'newest', at: ago(YEAR) }),
  'wrong secret': ({ post }: Sender, payload: object) => post(payload, { with: 'strange', at: now() }),
  'old-but-live secret': ({ post }: Sender, payload: object) => post(payload, { with: 'older', at: now() }),
  'base64 body': async ({ post }: Sender, payload: object) => ({
    ...(await post(payload, { with: 'newest', at: now() })),
    base64: true,
  }),
};
type Case = keyof typeof CASES;

const ACCEPTED = { status: 202 };
const FORGED = { status: 401, code: 'signature-invalid' };
const LATE = { status: 401, code: 'timestamp-stale' };
/** Nothing tells when it was made: it is taken whenever it comes, and counts once. */
const TIMELESS = ACCEPTED;

const expected: Record<string, Record<Case, { status: number; code?: string }>> = {
  'standard-webhooks': { ...everywhere(), stale: LATE },
  canvas: { ...everywhere(), stale: LATE },
  github: { ...everywhere(), stale: TIMELESS },
  bearer: { ...everywhere(), stale: TIMELESS },
  moodle: { ...everywhere(), stale: TIMELESS },
};
function everywhere() {
  return {
    good: ACCEPTED,
    'flipped byte': FORGED,
    'wrong secret': FORGED,
    'old-but-live secret': ACCEPTED,
    'base64 body': ACCEPTED,
  };
}

describe.each(Object.keys(expected))('%s', (format) => {
  it.each(Object.keys(CASES) as Case[])('%s', async (name) => {
    const sender = senderOf(format);
    const { post, became } = freshPlace(sender.source);
    const answer = await post(await CASES[name](sender, golden(format)));
    expect(answer).toMatchObject(expected[format]?.[name] ?? {});
    expect(await became()).toEqual(answer.status === 202 ? ['submission'] : []);
  });

  it('replay: is the same post, whatever is sent beside it that is not under the proof', async () => {
    const sender = senderOf(format);
    const { post, became } = freshPlace(sender.source);
    const sent = await sender.post(golden(format), { with: 'newest', at: now() });
    const { receiptId } = await post(sent);
    const again = { ...sent, headers: { ...sent.headers, 'x-github-delivery': 'another', 'user-agent': 'another' } };
    expect(await post(again)).toEqual({ status: 200, code: undefined, receiptId });
    expect(await became()).toEqual(['submission']);
  });
});

describe('tokens are weaker, as the documentation says', () => {
  it.each(['bearer', 'moodle'])('%s: a changed body is another post, and is taken', async (format) => {
    const sender = senderOf(format);
    const { post, became } = freshPlace(sender.source);
    const sent = await sender.post(golden(format), { with: 'newest', at: now() });
    await post(sent);
    const changed = String(sent.body)
      .replace('"E-1203"', '"E-1218"')
      .replace('"userid":"31"', '"userid":"44"')
      .replace('1512961456', '1512961457');
    expect(changed).not.toBe(sent.body);
    expect((await post({ ...sent, body: changed })).status).toBe(202);
    expect(await became()).toEqual(['submission', 'submission']);
  });
});

describe('published test vectors', () => {
  it('GitHub: of its documentation', () => {
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(isHubSigned(signature, Buffer.from('Hello, World!'), ["It's a Secret to Everybody"])).toBe(true);
    expect(isHubSigned(signature, Buffer.from('Hello, World?'), ["It's a Secret to Everybody"])).toBe(false);
  });

  it('Standard Webhooks: of its libraries', () => {
    const headers = {
      webhookId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: '1614265330',
      signatures: ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    };
    const body = Buffer.from('{"test": 2432232314}');
    expect(isSigned(headers, body, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(true);
  });
});
