/** `export`: what verifiers ask a deployment for, as files. */
import { type Command, Misused, readArgs } from './command.ts';
import { exportStatic } from './static-export.ts';

export const exportFiles: Command = {
  usage: '--out DIR --host URL --program ID...',
  does: 'writes what verifiers ask a deployment for as files',
  async run(args, { say }) {
    const options = {
      out: { type: 'string' },
      host: { type: 'string' },
      program: { type: 'string', multiple: true },
    } as const;
    const { out, host, program: programs = [] } = readArgs(args, options, [0, 0]).values;
    if (!out || !host || !URL.canParse(host) || programs.length === 0) throw new Misused();
    const { files, left } = await exportStatic({ out, host, programs });
    say(`${Object.keys(files).length} files in ${out}.`);
    for (const one of left) say(`Left out: ${one}`);
  },
};
