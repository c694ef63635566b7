/**
 * `npm run ops -- COMMAND`:
 * - `post FILE` posts a submission to the local deployment, signed as a district system signs.
 * - `export --out DIR --host URL --program ID...` writes what verifiers ask a deployment for as files.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clientOf } from '../lib/local/story/client.ts';
import { readLocalFile } from '../lib/local/story/local-file.ts';
import { exportStatic } from './static-export.ts';

const USAGE = `Usage: npm run ops -- post FILE
       npm run ops -- export --out DIR --host URL --program ID...`;

/** What the command line says is not a command. */
class Misused extends Error {}

const post = async (args: string[]) => {
  const [file, ...more] = args;
  if (!file || more.length > 0) throw new Misused();
  const local = readLocalFile(join(import.meta.dirname, '../.accolade/local.json'));
  const { status, body } = await clientOf(local).post(`msg_${randomUUID()}`, JSON.parse(readFileSync(file, 'utf8')));
  console.log(status, JSON.stringify(body, null, 2));
};

const exportFiles = async (args: string[]) => {
  const { out, host, program: programs = [] } = optionsOf(args);
  if (!out || !host || !URL.canParse(host) || programs.length === 0) throw new Misused();
  const { files, left } = await exportStatic({ out, host, programs });
  console.log(`${Object.keys(files).length} files in ${out}.`);
  for (const one of left) console.log(`Left out: ${one}`);
};

const optionsOf = (args: string[]) => {
  const [out, host] = [{ type: 'string' }, { type: 'string' }] as const;
  try {
    return parseArgs({ args, options: { out, host, program: { type: 'string', multiple: true } } }).values;
  } catch {
    throw new Misused();
  }
};

const commands: Record<string, (args: string[]) => Promise<void>> = { post, export: exportFiles };

try {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new Misused();
  await command(args);
} catch (error) {
  console.error(error instanceof Misused ? USAGE : error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof Misused ? 2 : 1;
}
