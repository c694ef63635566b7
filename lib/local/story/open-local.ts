/** Opens the local deployment with one program in it, and writes what a script needs to drive it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Host, type HostOptions, startHost } from '../host.ts';
import type { Person } from '../issuer/issuer.ts';
import { LocalProblem } from '../problem.ts';
import { clientOf } from './client.ts';
import { type LocalFile, readKept, writeLocalFile } from './local-file.ts';
import { castOf, type StoryProgram, type StorySubmission } from './people.ts';

export interface LocalOptions extends Pick<HostOptions, 'assemblyDir' | 'ports' | 'failed' | 'background' | 'clock'> {
  dataDir: string;
  program: StoryProgram;
  /** What the story posts: it decides who is the earner of `tokens`. */
  submission: StorySubmission;
  /** Who may create programs here: an address of the stage configuration. */
  deploymentAdministrator: string;
}

export interface Local {
  host: Host;
  local: LocalFile;
}

/** Starts the host, puts the program (an unchanged one stays as it is), and makes the source's secret if there is none yet. */
export const openLocal = async (options: LocalOptions): Promise<Local> => {
  const { program, deploymentAdministrator } = options;
  const deployer: Person = {
    name: 'Deployment administrator',
    email: deploymentAdministrator,
    employeeId: '-',
    role: 'deployment administrator',
  };
  const host = await startHost({ ...options, people: [...program.members.map(personOf), deployer] });
  try {
    const local = await furnish(host, options, deployer);
    writeLocalFile(join(options.dataDir, 'local.json'), local);
    return { host, local };
  } catch (error) {
    await host.close();
    throw error;
  }
};

const personOf = ({ employeeId, name, addresses, roles }: StoryProgram['members'][number]): Person => ({
  employeeId,
  name,
  email: addresses[0] ?? '',
  role: roles.join(', ') || 'member',
});

const furnish = async (
  host: Host,
  { dataDir, program, submission }: LocalOptions,
  deployer: Person,
): Promise<LocalFile> => {
  const [source] = program.sources;
  if (!source)
    throw new LocalProblem('story-stopped', 'The program has no webhook source.', 'Give it one in "sources".');
  const tokens = {
    ...(await tokensOf(host, castOf(program, submission))),
    deployment: await host.issuer.mint(deployer, 'aud'),
  };
  const places = { apiUrl: host.apiUrl, inboxUrl: host.inboxUrl, issuerUrl: host.issuerUrl, programId: program.id };
  const client = clientOf({ apiUrl: host.apiUrl, source: { id: source.id, secret: '' } });
  await client.call(tokens.deployment, 'PUT', `/v1/programs/${program.id}`, program);
  const secret =
    keptSecret(dataDir, program.id, source.id) ?? (await newSecret(client, tokens.deployment, program.id, source.id));
  const aws = { url: host.edges.url, region: host.region, resources: host.resources };
  return { ...places, source: { id: source.id, secret }, tokens, aws };
};

/** Both shapes of token are in use: Cognito's for the reviewer, the common one for everybody else. */
const tokensOf = async (host: Host, cast: ReturnType<typeof castOf>) => {
  const mint = async (role: keyof typeof cast) => {
    const member = cast[role];
    return member ? host.issuer.mint(personOf(member), role === 'reviewer' ? 'cognito' : 'aud') : '';
  };
  return {
    earner: await mint('earner'),
    reviewer: await mint('reviewer'),
    administrator: await mint('administrator'),
    finance: await mint('finance'),
    owner: await mint('owner'),
  };
};

const keptSecret = (dataDir: string, programId: string, sourceId: string) => {
  const path = join(dataDir, 'local.json');
  const kept = existsSync(path) ? readKept(path) : undefined;
  return kept?.programId === programId && kept.source.id === sourceId ? kept.source.secret : undefined;
};

const newSecret = async (client: ReturnType<typeof clientOf>, token: string, programId: string, sourceId: string) => {
  const { secret } = await client.call(token, 'POST', `/v1/programs/${programId}/sources/${sourceId}/secret`);
  return String(secret);
};
