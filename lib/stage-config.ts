/** What a district decides about its deployment: the context key `accolade` of cdk.json. No look-ups, so that synth works offline. */
import type { Node } from 'constructs';
import * as z from 'zod';

const Email = z.email({ error: 'Give an e-mail address, such as badges@district.example.' }).toLowerCase();
const Host = z.string().regex(/^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: 'Give a host name in lower case, such as badges.district.example.',
});
const CertificateArn = z.string().regex(/^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, {
  error: "Give the ARN of an ACM certificate in the stack's own Region.",
});
const HttpsUrl = z.url({ protocol: /^https$/, error: 'Give the issuer as its tokens spell it, with https://.' });

const Sender = z.strictObject({
  /** The From of every mail. Replies go to the program's own contact. */
  address: Email,
  /** Whether the stack makes the SES identity (`domain`, `address`) or finds it (`existing-domain`, `existing-address`). */
  identity: z.enum(['domain', 'address', 'existing-domain', 'existing-address']),
  /**
   * Cognito may send by an identity only once SES has verified it, and refuses to be created otherwise: false for the
   * first deployment with an identity of the stack's own, true afterwards.
   */
  verified: z.boolean().optional(),
  /** The custom MAIL FROM host, under the sender's domain; aligns SPF for DMARC. */
  mailFrom: Host.optional(),
});

const noRepeats = (names: readonly string[]) => new Set(names).size === names.length;

export const StageConfig = z.strictObject({
  stackName: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: 'Use letters, digits and hyphens, at most 64, a letter first.' })
    .default('Accolade'),
  /** The host that issues the badges, for ever. Without one: the default host of API Gateway, for pilots. */
  domain: z.strictObject({ name: Host, certificateArn: CertificateArn }).optional(),
  sender: Sender,
  /** Verified e-mail addresses of those who may create programs. */
  deploymentAdministrators: z.array(Email).min(1, { error: 'Name at least one: nobody else can create a program.' }),
  alarmAddress: Email,
  /** The district's own OpenID Connect issuer. Without one, the stack makes a Cognito user pool. */
  signIn: z
    .strictObject({
      issuer: HttpsUrl,
      /** What tokens for this deployment are meant for (`aud`). */
      audience: z.string().min(1),
      /** The public client of the web pages, where it is not the audience. Redirects to `/sign-in/callback`. */
      clientId: z.string().min(1).optional(),
    })
    .optional(),
  /** One KMS key for each name: all are published, the last signs. Add a name to change keys. */
  signingKeys: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'Use lower-case letters, digits and hyphens.' })
        .max(32),
    )
    .min(1, { error: 'Name at least one key, such as "2026": nothing can be signed without.' })
    .refine(noRepeats, { error: 'A key is named twice.' }),
  removalPolicy: z.enum(['retain', 'destroy']).default('retain'),
  throttle: z
    .strictObject({ requestsPerSecond: z.int().min(1).max(10_000), burst: z.int().min(1).max(5_000) })
    .default({ requestsPerSecond: 50, burst: 200 }),
});
export type StageConfig = z.infer<typeof StageConfig>;

export class StageConfigInvalid extends Error {
  override readonly name = 'StageConfigInvalid';
}

/** Reads the configuration from the context (an object in cdk.json, or JSON text from `--context`); throws `StageConfigInvalid`. */
export const readStageConfig = (node: Node): StageConfig => {
  const given: unknown = node.tryGetContext('accolade');
  if (given === undefined) throw new StageConfigInvalid('The context has no key "accolade": see cdk.json.');
  const read = StageConfig.safeParse(typeof given === 'string' ? parseJson(given) : given);
  if (read.success) return read.data;
  throw new StageConfigInvalid(`The context key "accolade" (cdk.json) does not hold.\n${z.prettifyError(read.error)}`);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new StageConfigInvalid('The context key "accolade" was given as text that is not JSON.');
  }
};
