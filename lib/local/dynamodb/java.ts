import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { LocalProblem } from '../problem.ts';

const neededVersion = 17;
const remedy = `DynamoDB Local needs Java ${neededVersion} or newer: on Debian or Ubuntu run "sudo apt-get install default-jre-headless", on macOS "brew install openjdk"; or set JAVA_HOME to one you have.`;

/** The major version out of `java -version`: "17.0.15" is 17, "1.8.0_402" is 8. */
export function javaVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

/** The command that runs Java here; throws `java-missing` or `java-too-old`. */
export function findJava(env: NodeJS.ProcessEnv = process.env): string {
  const command = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  const told = spawnSync(command, ['-version'], { encoding: 'utf8', env });
  // macOS has a `java` that only tells where to get one, and fails.
  if (told.error || told.status !== 0)
    throw new LocalProblem('java-missing', `Java was not found (${command}).`, remedy);
  const version = javaVersion(`${told.stderr}${told.stdout}`);
  if (version === undefined || version < neededVersion) {
    throw new LocalProblem(
      'java-too-old',
      `This Java is too old (${command} is version ${version ?? 'unknown'}).`,
      remedy,
    );
  }
  return command;
}
