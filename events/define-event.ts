/** An event is one value: the publisher, the consumer's parser, the rule's pattern, the docs and the golden file all derive from it. */
import * as z from 'zod';

/** The `source` of every event that Accolade puts on its bus. */
export const SOURCE = 'accolade';

/**
 * What every event carries beside its data. `id` is the key consumers deduplicate by: EventBridge makes a new id of its
 * own whenever a bus forwards, so ours travels inside `detail`.
 */
export const Metadata = z.object({
  id: z.uuid(),
  version: z.int().positive(),
  /** When it happened, ISO 8601 in UTC. */
  time: z.iso.datetime(),
  programId: z.string().min(1),
  /** One id for everything that follows from one outside act. */
  correlationId: z.string().min(1),
  /** The event this one was caused by; absent when a person or a post caused it. */
  causationId: z.uuid().optional(),
  /** W3C Trace Context, when the caller sent one. */
  traceparent: z.string().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

export interface EventDefinition<Type extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly type: Type;
  readonly version: number;
  /** What is published: unknown members are refused. */
  readonly published: z.ZodType<{ metadata: Metadata; data: z.infer<Data> }>;
  /** What is consumed: unknown members are dropped, so that an optional field never breaks an older consumer. */
  readonly consumed: z.ZodType<{ metadata: Metadata; data: z.infer<Data> }>;
  readonly data: Data;
  readonly summary: string;
  /** The ordering group: events of one key concern the same thing. */
  key(data: z.infer<Data>): string;
}

/** The `detail` of an event: what a reaction is called with. */
export type DetailOf<E> =
  E extends EventDefinition<string, infer Data> ? { metadata: Metadata; data: z.infer<Data> } : never;
export type DataOf<E> = E extends EventDefinition<string, infer Data> ? z.infer<Data> : never;

/**
 * Defines one version of one event. A new optional field keeps the version; anything else is a new version, published
 * beside the old one until no rule names the old one.
 */
export const defineEvent = <Type extends string, Data extends z.ZodObject>(
  type: Type,
  version: number,
  data: Data,
  about: { summary: string; key: (data: z.infer<Data>) => string },
): EventDefinition<Type, Data> => ({
  type,
  version,
  data,
  published: z.strictObject({ metadata: z.strictObject(Metadata.shape), data: z.strictObject(data.shape) }) as never,
  consumed: z.object({ metadata: Metadata, data: z.object(data.shape) }) as never,
  ...about,
});

/** EventBridge's `detail-type`: rules match on it, so the version is part of it. */
export const detailType = (event: EventDefinition) => `${event.type}.v${event.version}`;

/** The rule pattern that hears exactly these events. */
export const patternOf = (events: readonly EventDefinition[]) => ({
  source: [SOURCE],
  detailType: events.map(detailType),
});
