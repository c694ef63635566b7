import type * as z from 'zod';
import type { DetailOf, EventDefinition, Metadata } from '../../events/define-event.ts';
import { detailType } from '../../events/define-event.ts';
import type { Stamp } from './stamp.ts';

/** Where an event comes from: the outside act it follows from, and the event before it, if there was one. */
export interface Cause {
  programId: string;
  correlationId: string;
  causationId?: string | undefined;
  traceparent?: string | undefined;
}

/** An event that is about to be written beside the state change it tells of. */
export interface EventDraft {
  detailType: string;
  key: string;
  detail: { metadata: Metadata; data: Record<string, unknown> };
}

/** What follows from an event keeps its correlation and names it as the cause. */
export const causedBy = (metadata: Metadata): Cause => ({
  programId: metadata.programId,
  correlationId: metadata.correlationId,
  causationId: metadata.id,
  traceparent: metadata.traceparent,
});

/**
 * Stamps one event. Strict: data that the definition does not name is a fault of ours and throws.
 */
export const draftEvent = <Type extends string, Data extends z.ZodObject>(
  event: EventDefinition<Type, Data>,
  data: z.infer<Data>,
  cause: Cause,
  { now, newId }: Stamp,
): EventDraft => {
  const metadata: Metadata = {
    id: newId(),
    version: event.version,
    time: now().toISOString(),
    programId: cause.programId,
    correlationId: cause.correlationId,
    ...(cause.causationId && { causationId: cause.causationId }),
    ...(cause.traceparent && { traceparent: cause.traceparent }),
  };
  const detail: DetailOf<EventDefinition<Type, Data>> = event.published.parse({ metadata, data }) as never;
  return { detailType: detailType(event), key: event.key(data), detail };
};
