/** The JSON Schema of an event's `detail`, generated from its definition: what other languages read. */
import * as z from 'zod';
import type { EventDefinition } from './define-event.ts';

export type JsonSchema = { [keyword: string]: unknown };

export const jsonSchemaOf = (event: EventDefinition): JsonSchema => ({
  title: `${event.type} version ${event.version}`,
  description: event.summary,
  ...z.toJSONSchema(event.consumed),
});

/** Where the generated schema of an event stands, below `events/schema/`. */
export const schemaPath = (event: EventDefinition) => `${event.type}/${event.version}.json`;
