/** What `--out DIR` leaves behind: the credential, all that a verifier would fetch, the mails and the events. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../host.ts';
import type { Ending } from './story.ts';

export const leaveArtifacts = (directory: string, host: Pick<Host, 'edges'>, ending: Ending) => {
  mkdirSync(join(directory, 'mail'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  write('credential.json', `${JSON.stringify(ending.credential, null, 2)}\n`);
  write('map.json', `${JSON.stringify(ending.documents, null, 2)}\n`);
  write(
    'events.jsonl',
    host.edges.bus
      .events()
      .map((event) => `${JSON.stringify(event)}\n`)
      .join(''),
  );
  for (const { messageId, raw } of host.edges.mail.sent()) write(`mail/${messageId}.eml`, raw);
};
