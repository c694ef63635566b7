/** `.accolade/local.json`: all that a script needs to drive the local deployment. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

export const LocalFile = z.object({
  apiUrl: z.url(),
  inboxUrl: z.url(),
  issuerUrl: z.url(),
  programId: z.string(),
  /** The webhook source of the program, with its current secret. */
  source: z.object({ id: z.string(), secret: z.string() }),
  /** A bearer token for one person of each role, good for twelve hours; `deployment` is the deployment administrator. */
  tokens: z.object({
    earner: z.string(),
    reviewer: z.string(),
    administrator: z.string(),
    finance: z.string(),
    owner: z.string(),
    deployment: z.string(),
  }),
  /** Where the AWS services are played, and the stack's resources, as CloudFormation would list them. */
  aws: z.object({
    url: z.url(),
    region: z.string(),
    resources: z.array(z.object({ logicalId: z.string(), type: z.string(), physicalId: z.string() })),
  }),
});
export type LocalFile = z.infer<typeof LocalFile>;

export const readLocalFile = (path: string): LocalFile => LocalFile.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Of a file that an older version may have written: what outlives a restart. */
const Kept = LocalFile.pick({ programId: true, source: true });
export const readKept = (path: string) => Kept.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Readable by this user alone: it holds a secret and tokens. */
export const writeLocalFile = (path: string, local: LocalFile) =>
  writeFileSync(path, `${JSON.stringify(local, null, 2)}\n`, { mode: 0o600 });
