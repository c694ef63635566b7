/** What was typed into the page of the webhooks, read. Pure. */
import * as z from 'zod';
import { publicEvents } from '../../../events/public-events.ts';
import type { Settings } from '../endpoints/endpoint-model.ts';
import { SettingsBody } from '../endpoints/endpoint-settings.ts';

const endpointId = z.uuid();
/** The number of the last change when the page was made: see `Acting.seen`. */
const seen = z.string().regex(/^\d{1,15}$/);

/** A button says what. The settings are read by `readSettings`, so that what is wrong is told beside its field. */
export const PageForm = z.discriminatedUnion('what', [
  z.object({ what: z.literal('add'), seen }).catchall(z.string()),
  z.object({ what: z.literal('change'), seen, endpointId }).catchall(z.string()),
  z.object({ what: z.literal('rotate'), seen, endpointId }),
  z.object({ what: z.enum(['enable', 'disable', 'test', 'remove', 'replay-missed']), endpointId }),
  z.object({ what: z.literal('replay'), endpointId, webhookId: z.string() }),
]);
export type PageForm = z.infer<typeof PageForm>;

export type Typed = Readonly<Record<string, string>>;

/** As they stand in the form. */
const FIELDS = ['description', 'url', 'events'] as const;
export type SettingsField = (typeof FIELDS)[number];
/** Each also names the sentence that says what is wrong; `both` is a choice of everything, with boxes marked besides. */
export type SettingsError = SettingsField | 'both';
export const fieldOf = (error: SettingsError): SettingsField => (error === 'both' ? 'events' : error);

/** A name for each type: a browser sends no field for a box that is empty. */
const boxOf = (type: string) => `tell:${type}`;

export const boxes = publicEvents.map(({ type }) => ({ type, box: boxOf(type) }));

export const readSettings = (typed: Typed): { settings: Settings } | { wrong: readonly SettingsError[] } => {
  const chosen = boxes.filter(({ box }) => typed[box] !== undefined).map(({ type }) => type);
  const read = SettingsBody.safeParse({
    ...{ description: typed.description ?? '', url: (typed.url ?? '').trim() },
    ...(typed.told === 'chosen' && { events: chosen }),
  });
  const both: SettingsError[] = typed.told !== 'chosen' && chosen.length > 0 ? ['both'] : [];
  if (read.success && both.length === 0) return { settings: read.data };
  const wrong = new Set(read.error?.issues.map(({ path: [field] }) => field));
  return { wrong: [...FIELDS.filter((field) => wrong.has(field)), ...both] };
};

export const typedOf = ({ description, url, events }: Settings): Typed => ({
  ...{ description, url, told: events ? 'chosen' : 'announced' },
  ...Object.fromEntries((events ?? []).map((type) => [boxOf(type), 'yes'])),
});
