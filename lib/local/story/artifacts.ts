/** What `--out DIR` leaves behind: the credential in every form, all that a verifier would fetch, a revoked one, the mails and the events. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../host.ts';
import type { Encore } from './encore.ts';
import type { Ending } from './story.ts';

export const leaveArtifacts = (directory: string, host: Pick<Host, 'edges'>, ending: Ending, encore: Encore) => {
  mkdirSync(join(directory, 'mail'), { recursive: true });
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(directory, name), content);
  const writeJson = (name: string, value: unknown) => write(name, `${JSON.stringify(value, null, 2)}\n`);
  writeJson('credential.json', ending.credential);
  for (const [suffix, bytes] of Object.entries(encore.forms)) write(`credential.${suffix}`, bytes);
  writeJson('ob2.json', encore.assertion);
  writeJson('map.json', encore.documents);
  if (encore.revoked) {
    writeJson('revoked.json', encore.revoked.credential);
    writeJson('map-revoked.json', encore.revoked.documents);
  }
  write(
    'events.jsonl',
    host.edges.bus
      .events()
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
  for (const { messageId, raw } of host.edges.mail.sent()) write(`mail/${messageId}.eml`, raw);
};
