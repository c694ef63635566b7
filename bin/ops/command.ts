/** What a command is, and how it reads its arguments. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Deployment } from './deployment.ts';

export interface Context {
  say(line: string): void;
  /** The deployment that the command line names; looked for when a command first asks. */
  deployment(): Promise<Deployment>;
  /** `.accolade/local.json`, or what `--local` names. */
  localFile: string;
  now(): Date;
}

export interface Command {
  /** What stands after `npm run ops -- NAME`. */
  usage: string;
  /** One line for people. */
  does: string;
  run(args: readonly string[], context: Context): Promise<void>;
}

/** What the command line says is not a command. */
export class Misused extends Error {}

/** What is asked for cannot be done: told in one line. */
export class Impossible extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Strict: an option that is not known is `Misused`, and so are more or fewer words than `words` allows. */
export const readArgs = <const O extends Options>(args: readonly string[], options: O, words: [number, number]) => {
  const read = () => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch {
      throw new Misused();
    }
  };
  const { values, positionals } = read();
  if (positionals.length < words[0] || positionals.length > words[1]) throw new Misused();
  return { values, words: positionals };
};

/** A whole number from 1, of an option. */
export const countOf = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new Misused();
  return count;
};
