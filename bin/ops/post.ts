/** `post`: a submission to the local deployment, signed as a district system signs. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { clientOf } from '../../lib/local/story/client.ts';
import { readLocalFile } from '../../lib/local/story/local-file.ts';
import { type Command, readArgs } from './command.ts';

export const post: Command = {
  usage: 'FILE',
  does: 'posts a submission to the local deployment, signed as a district system signs',
  async run(args, { say, localFile }) {
    const [file = ''] = readArgs(args, {}, [1, 1]).words;
    const client = clientOf(readLocalFile(localFile));
    const { status, body } = await client.post(`msg_${randomUUID()}`, JSON.parse(readFileSync(file, 'utf8')));
    say(`${status} ${JSON.stringify(body, null, 2)}`);
  },
};
