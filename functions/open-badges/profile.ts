/** Who issues, creates or endorses (Open Badges 3.0, class Profile), and the plain fields that every class is made of. */
import * as z from 'zod';

export const text = z.string().min(1);
export const Iri = z
  .string()
  .regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'A relative id is dropped by JSON-LD: write it in full.');
export const typed = <const T extends string>(type: T) => z.tuple([z.literal(type)]);
export const several = <S extends z.ZodType>(item: S) => z.array(item).min(1);
export const Time = z.iso.datetime({ offset: true });

export const Image = z.strictObject({ id: Iri, type: z.literal('Image'), caption: text.optional() });

export const Profile = z.strictObject({
  id: Iri,
  type: typed('Profile'),
  name: text,
  url: Iri.optional(),
  email: z.email().optional(),
  description: text.optional(),
  image: Image.optional(),
});
export type Profile = z.infer<typeof Profile>;
