/** What endpoints are sent, and what docs/outbound-webhooks.md says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaPath } from '../../../events/json-schema.ts';
import { announcedEvents, publicEvents } from '../../../events/public-events.ts';
import { SCHEDULE } from '../../../functions/webhooks/deliveries/delivery-model.ts';
import { payloadOf } from '../../../functions/webhooks/deliveries/payload.ts';
import { hears } from '../../../functions/webhooks/endpoints/endpoint-model.ts';

const root = join(import.meta.dirname, '../../..');
const doc = readFileSync(join(root, 'docs/outbound-webhooks.md'), 'utf8');
const publicUrl = 'https://badges.cedarhollow.example';
const golden = (event: (typeof publicEvents)[number]) =>
  JSON.parse(readFileSync(join(root, 'events/golden', schemaPath(event)), 'utf8'));

/** All that a payload may have: ids that name nobody where the roster does not, numbers, codes of ours, and an address here. */
const ALLOWED = new Set([
  ...['programId', 'awardId', 'credentialId', 'badgeId', 'badgeVersion', 'earnerId', 'submissionId', 'attempt'],
  ...['heldAwardId', 'receiptId', 'sourceId', 'revision', 'status', 'reason', 'url'],
]);

describe('a payload', () => {
  it.each(publicEvents.map((event) => [event.type, event] as const))(
    '%s has ids and an address of ours, and nothing that an event may come to say besides',
    (type, event) => {
      const { metadata, data } = golden(event);
      const said = {
        ...data,
        name: 'Anna',
        email: 'anna@x.example',
        comment: 'Canary',
        reviewerId: 'E-1',
        nested: { a: 1 },
      };
      const payload = JSON.parse(payloadOf(publicUrl, type, { metadata, data: said }));
      expect(Object.keys(payload)).toEqual(['type', 'timestamp', 'data']);
      expect(payload).toMatchObject({ type, timestamp: metadata.time });
      expect(Object.keys(payload.data).filter((name) => !ALLOWED.has(name))).toEqual([]);
      expect(Object.values(payload.data).every((value) => typeof value !== 'object')).toBe(true);
      expect(payload.data.url.startsWith(`${publicUrl}/`)).toBe(true);
      expect(JSON.stringify(payload)).not.toMatch(/Anna|anna|Canary|@/);
      const fields = Object.keys(payload.data).filter((name) => !['programId', 'url'].includes(name));
      const row = `| \`${type}\` | ${fields.map((name) => `\`${name}\``).join(', ')} |`;
      expect(doc).toContain(`${row} ${hears({}, type) ? 'yes' : 'by name only'} |`);
    },
  );

  it('of learning does not say whose it is, and is told by name only', () => {
    const announced = announcedEvents.map(({ type }) => type as string);
    for (const event of publicEvents) {
      const { metadata, data } = golden(event);
      const told = payloadOf(publicUrl, event.type, { metadata, data });
      expect(hears({}, event.type)).toBe(announced.includes(event.type));
      expect(hears({ events: [event.type] }, event.type)).toBe(true);
      if (!announced.includes(event.type)) expect(told).not.toContain('earnerId');
    }
    expect(doc.match(/^\| `[a-z.]+` \|.*(yes|by name only) \|$/gm)).toHaveLength(publicEvents.length);
  });

  it('is the example of the page', () => {
    const [, example = '{}'] = /```json\n([\s\S]*?)```/.exec(doc) ?? [];
    const event = publicEvents.find(({ type }) => type === 'badge.awarded');
    if (!event) throw new Error('It is not public.');
    expect(JSON.parse(example)).toEqual(JSON.parse(payloadOf(publicUrl, event.type, golden(event))));
  });
});

it('the page tells the schedule', () => {
  const unit = (seconds: number) =>
    seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
  expect(doc).toContain(`Waits before each try: ${[0, ...SCHEDULE].map(unit).join(', ')}, each`);
});
