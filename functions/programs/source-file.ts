/** A sender of webhooks: how its posts are told to be its own, and how many of them are taken. */
import * as z from 'zod';
import { HttpsUrl, Id, line } from './fields.ts';
import { MappingFile } from './mapping-file.ts';

/** Where Instructure publishes the keys of Canvas, of Beta and of Production (its documentation of data streams). */
const CANVAS_KEYS = 'https://8axpcl50e4.execute-api.us-east-1.amazonaws.com/main/jwks';

const common = {
  id: Id,
  name: line(120),
  rateLimit: z
    .int()
    .min(1)
    .max(60_000)
    .default(600)
    .describe('How many posts are taken in a minute. Repeats of what was received do not count.'),
  mapping: MappingFile.optional().describe('Without one, a source sends what docs/webhooks.md describes.'),
};

/** These never send what docs/webhooks.md describes. */
const foreign = { ...common, mapping: MappingFile };

/** Headers that belong to HTTP, to API Gateway or to a format are no place for a token. */
const TokenHeader = z
  .string()
  .regex(/^(authorization|x-(?!amz|forwarded|hub-)[a-z0-9-]{1,60})$/, {
    error: 'Name authorization, or a header of your own that starts with x-, in small letters.',
  })
  .default('authorization')
  .describe('Where the token stands: in authorization after Bearer, in another header alone.');

/** What the formats need beside an id and a name. Secrets are no part of it. */
export const SourceFile = z
  .discriminatedUnion(
    'format',
    [
      z
        .strictObject({ ...common, format: z.literal('standard-webhooks') })
        .describe(
          'Signed with a secret and a time: the strongest, and the one to choose for whatever you write yourself.',
        ),
      z
        .strictObject({ ...common, format: z.literal('github') })
        .describe('Signed with a secret over the body alone (X-Hub-Signature-256).'),
      z
        .strictObject({
          ...foreign,
          format: z.literal('canvas'),
          rootAccount: line(200).describe(
            'The uuid of your Canvas root account: the keys are the same for every Canvas, so this alone says that it is yours.',
          ),
          keys: HttpsUrl.default(CANVAS_KEYS).describe('Where the public keys of Canvas are published (a JWK Set).'),
        })
        .describe('Canvas Live Events with Sign Payload: signed by Instructure, without a secret of yours.'),
      z
        .strictObject({ ...common, format: z.literal('bearer'), header: TokenHeader })
        .describe('WEAKER: a static token in a header. Whoever sees one post can write others.'),
      z
        .strictObject({ ...foreign, format: z.literal('moodle') })
        .describe('WEAKER: a static token within the body. Whoever sees one post can write others.'),
    ],
    { error: 'Choose one of: standard-webhooks, canvas, github, bearer, moodle.' },
  )
  .meta({ id: 'Source', description: 'A sender of webhooks.' });
export type SourceFile = z.output<typeof SourceFile>;

/** What keeps others from posting as this source. */
export type Protection = 'signature' | 'token';
export const protectionOf = ({ format }: Pick<SourceFile, 'format'>): Protection =>
  format === 'bearer' || format === 'moodle' ? 'token' : 'signature';
