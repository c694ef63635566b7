import * as z from 'zod';

/** A comma-separated list, as the template joins it. Empty text is an empty list. */
export const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

/**
 * Reads this function's environment once, at import, in its `.lambda.ts` and nowhere else. A missing variable stops the
 * cold start: a deployment that is wired wrongly must not half work.
 */
export const readEnv = <Shape extends z.ZodRawShape>(shape: Shape): z.infer<z.ZodObject<Shape>> => {
  const read = z.object(shape).safeParse(process.env);
  if (!read.success) throw new Error(`The environment of this function is incomplete.\n${z.prettifyError(read.error)}`);
  return read.data;
};
