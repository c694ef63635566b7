/** `npm run ops -- post FILE`: posts a submission to the local deployment, signed as a district system signs. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientOf } from '../lib/local/story/client.ts';
import { readLocalFile } from '../lib/local/story/local-file.ts';

const [command, file] = process.argv.slice(2);
if (command !== 'post' || !file) {
  console.error('Usage: npm run ops -- post FILE');
  process.exit(2);
}
const local = readLocalFile(join(import.meta.dirname, '../.accolade/local.json'));
const { status, body } = await clientOf(local).post(`msg_${randomUUID()}`, JSON.parse(readFileSync(file, 'utf8')));
console.log(status, JSON.stringify(body, null, 2));
