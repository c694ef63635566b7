/** Every command there is: the usage, the runbook's test and the command line read this list. */
import type { Command } from './command.ts';
import { exportFiles } from './export.ts';
import { parked } from './parked.ts';
import { post } from './post.ts';
import { queues } from './queues.ts';
import { redrive } from './redrive.ts';
import { replay } from './replay.ts';
import { trace } from './trace.ts';

export const commands: Readonly<Record<string, Command>> = {
  queues,
  parked,
  redrive,
  replay,
  trace,
  post,
  export: exportFiles,
};

export const usage = () => {
  const lines = Object.entries(commands).map(([name, { usage, does }]) => `  ${name} ${usage}\n      ${does}`);
  return `Usage: npm run ops -- [--stack NAME | --local FILE] COMMAND

${lines.join('\n')}

Without --stack (or ACCOLADE_STACK in the environment) the local deployment is meant, by .accolade/local.json or the FILE of
--local. With it, the AWS CLI and your AWS credentials are used, and AWS_REGION.`;
};
