/** `npm run ops -- COMMAND`: looks at a deployment from outside, and mends it. `commands.ts` lists the commands. */
import { join } from 'node:path';
import { explain, LocalProblem } from '../../lib/local/problem.ts';
import { type Context, Misused } from './command.ts';
import { commands, usage } from './commands.ts';
import { awsDeployment, localDeployment } from './deployment.ts';

interface CommandLine {
  stack?: string;
  local?: string;
  name: string;
  args: string[];
}

/** Options of the command line itself stand before the command. */
const read = (words: readonly string[], line: CommandLine = { name: '', args: [] }): CommandLine => {
  const [first = '', second, ...rest] = words;
  if ((first === '--stack' || first === '--local') && second) return read(rest, { ...line, [first.slice(2)]: second });
  return { ...line, name: first, args: words.slice(1) };
};

const contextOf = ({ local, stack = local ? undefined : process.env.ACCOLADE_STACK }: CommandLine): Context => {
  const localFile = local ?? join(import.meta.dirname, '../../.accolade/local.json');
  return {
    say: (line) => console.log(line),
    localFile,
    deployment: async () => (stack ? awsDeployment(stack) : localDeployment(localFile)),
    now: () => new Date(),
  };
};

try {
  const line = read(process.argv.slice(2));
  const command = Object.hasOwn(commands, line.name) ? commands[line.name] : undefined;
  if (!command) throw new Misused();
  await command.run(line.args, contextOf(line));
} catch (error) {
  if (error instanceof Misused) console.error(usage());
  else console.error(error instanceof LocalProblem ? explain(error) : error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Misused ? 2 : 1;
}
