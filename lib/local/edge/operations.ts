import * as z from 'zod';
import { ServiceError } from './answers.ts';

/** The service side of one JSON protocol: an operation's name, its input as parsed JSON, its output. */
export type Operations = Record<string, (input: unknown) => unknown>;

/** Reads an operation's input, or answers the service's own code for a wrong one. */
export function readInput<Shape extends z.ZodType>(shape: Shape, input: unknown, code: string): z.infer<Shape> {
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ServiceError(code, z.prettifyError(parsed.error));
}
