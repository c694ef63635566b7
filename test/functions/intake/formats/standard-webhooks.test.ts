import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import {
  assertTimely,
  isSigned,
  readWebhookHeaders,
  TOLERANCE,
} from '../../../../functions/intake/formats/standard-webhooks.ts';
import { secret } from '../intake.ts';

const at = new Date('2026-10-14T21:05:00Z');
const ours = secret();

const sign = (webhookId: string, body: string, key = ours) => ({
  webhookId,
  timestamp: String(at.getTime() / 1000),
  signatures: [new Webhook(key).sign(webhookId, at, body)],
});
const bytes = (text: string) => Buffer.from(text);
const WebhookId = fc.stringMatching(/^[!-~]{1,60}$/);

/** One byte of the text changed into another that a header may carry. */
const flipped = (text: string, at: number) => {
  const place = at % text.length;
  return text.slice(0, place) + (text[place] === 'x' ? 'y' : 'x') + text.slice(place + 1);
};

describe('isSigned', () => {
  it('accepts what the official client signed, whatever the id and the body', () => {
    fc.assert(
      fc.property(WebhookId, fc.string({ unit: 'binary' }), (id, text) => {
        const body = text.toWellFormed();
        expect(isSigned(sign(id, body), bytes(body), [ours])).toBe(true);
      }),
    );
  });

  it('refuses a body in which any bit is flipped', () => {
    const body = JSON.stringify({ type: 'submission.created', data: { text: 'año' } });
    const headers = sign('msg_1', body);
    fc.assert(
      fc.property(fc.nat(bytes(body).length - 1), fc.nat(7), (place, bit) => {
        const altered = bytes(body);
        altered.writeUInt8(altered.readUInt8(place) ^ (1 << bit), place);
        expect(isSigned(headers, altered, [ours])).toBe(false);
      }),
    );
  });

  it('refuses an altered id, time or signature', () => {
    const headers = sign('msg_1', '{}');
    fc.assert(
      fc.property(fc.constantFrom('webhookId', 'timestamp', 'signatures'), fc.nat(), (which, place) => {
        const altered =
          which === 'signatures'
            ? { ...headers, signatures: headers.signatures.map((one) => flipped(one, place)) }
            : { ...headers, [which]: flipped(headers[which as 'webhookId'], place) };
        expect(isSigned(altered, bytes('{}'), [ours])).toBe(false);
      }),
    );
  });

  it('refuses another spelling of the same signature', () => {
    const headers = sign('msg_1', '{}');
    for (const spell of [
      (text: string) => `${text} `,
      (text: string) => text.replace('=', ''),
      (text: string) => text.replace('v1,', 'v1a,'),
    ])
      expect(isSigned({ ...headers, signatures: headers.signatures.map(spell) }, bytes('{}'), [ours])).toBe(false);
  });

  it('takes any of several signatures by any of several live secrets', () => {
    const [older, strange] = [secret(), secret()];
    const { signatures, ...headers } = sign('msg_1', '{}', older);
    const [other] = sign('msg_1', '{}', strange).signatures as [string];
    expect(isSigned({ ...headers, signatures: ['v1a,AAAA', other, ...signatures] }, bytes('{}'), [ours, older])).toBe(
      true,
    );
    expect(isSigned({ ...headers, signatures: [other] }, bytes('{}'), [ours, older])).toBe(false);
    expect(isSigned({ ...headers, signatures }, bytes('{}'), [])).toBe(false);
  });
});

describe('the headers', () => {
  const complete = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA v1,BBBB' };

  it('are read, with several signatures apart', () => {
    expect(readWebhookHeaders(complete)).toEqual({
      webhookId: 'msg_1',
      timestamp: '1',
      signatures: ['v1,AAAA', 'v1,BBBB'],
    });
  });

  it.each([
    ['webhook-id', undefined],
    ['webhook-id', 'a b'],
    ['webhook-id', 'x'.repeat(257)],
    ['webhook-timestamp', undefined],
    ['webhook-timestamp', '1e9'],
    ['webhook-timestamp', '-1'],
    ['webhook-signature', undefined],
    ['webhook-signature', ' '],
  ])('are refused with %s %j', (name, value) => {
    expect(() => readWebhookHeaders({ ...complete, [name]: value })).toThrow(
      expect.objectContaining({ code: 'signature-invalid', status: 401 }),
    );
  });
});

describe('assertTimely', () => {
  const seconds = (from: number) => ({ timestamp: String(at.getTime() / 1000 + from) });

  it.each([0, TOLERANCE, -TOLERANCE])('takes a clock that is %i seconds off', (from) => {
    expect(() => assertTimely(seconds(from), at)).not.toThrow();
  });
  it.each([TOLERANCE + 1, -TOLERANCE - 1, 1e11])('refuses a clock that is %i seconds off', (from) => {
    expect(() => assertTimely(seconds(from), at)).toThrow(
      expect.objectContaining({ code: 'timestamp-stale', status: 401 }),
    );
  });
});
