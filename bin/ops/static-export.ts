/** Writes what verifiers ask a deployment for as files, through the public routes: a plain file server can take its place. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface ExportOptions {
  /** Where the deployment answers. */
  host: string;
  programs: readonly string[];
  /** The folder to write into. */
  out: string;
}

export interface Exported {
  /** The content type of each file, by its path. */
  files: Record<string, string>;
  /** What is not there, for people. */
  left: string[];
}

interface Answer {
  bytes: Uint8Array;
  type: string;
}

/** A file that names the content type of every other. */
export const CONTENT_TYPES = 'content-types.json';

/** Exports the keys of a deployment and what its programs publish. Throws for a program that it does not have. */
export const exportStatic = async ({ host, programs, out }: ExportOptions): Promise<Exported> => {
  const exported: Exported = { files: {}, left: [] };
  const write = (path: string, { bytes, type }: Answer) => {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    exported.files[path] = type;
  };
  const site = { answerTo: answerFrom(host), write, left: exported.left };
  await copy(site, '.well-known/jwks.json');
  for (const program of programs) await exportProgram(site, `programs/${encodeURIComponent(program)}`);
  writeFileSync(join(out, CONTENT_TYPES), `${JSON.stringify(exported.files, null, 2)}\n`);
  return exported;
};

interface Site {
  /** Undefined for a 404. */
  answerTo: (path: string, accept?: string) => Promise<Answer | undefined>;
  write: (path: string, answer: Answer) => void;
  left: string[];
}

const answerFrom =
  (host: string): Site['answerTo'] =>
  async (path, accept = 'application/json') => {
    const url = new URL(`/${path}`, host);
    const response = await fetch(url, { headers: { accept } }).catch((cause: unknown) => {
      throw new Error(`${url.href} does not answer. Is this the host of the deployment?`, { cause });
    });
    if (response.status === 404) return undefined;
    if (!response.ok)
      throw new Error(`${url.href} was answered with ${response.status}. Nothing is complete: try again.`);
    return { bytes: await response.bytes(), type: response.headers.get('content-type') ?? 'application/octet-stream' };
  };

/** What must be there. `as`: under another path than it was asked for. */
const copy = async ({ answerTo, write }: Site, path: string, accept?: string, as = path): Promise<Answer> => {
  const answer = await answerTo(path, accept);
  if (!answer) throw new Error(`There is no /${path} at this host.`);
  write(as, answer);
  return answer;
};

const jsonOf = ({ bytes }: Answer) => JSON.parse(Buffer.from(bytes).toString('utf8'));

const exportProgram = async (site: Site, base: string): Promise<void> => {
  const did = jsonOf(await copy(site, `${base}/did.json`)) as { verificationMethod: { id: string }[] };
  for (const { id } of did.verificationMethod) await copy(site, `keys/${id.slice(id.indexOf('#') + 1)}`);
  await copy(site, `${base}/issuer`);
  await copy(site, `${base}/ob2`);
  for (let list = 1; ; list++) {
    const answer = await site.answerTo(`${base}/status/${list}`);
    if (!answer) break;
    site.write(`${base}/status/${list}`, answer);
    await copy(site, `${base}/status/${list}.jwt`);
  }
  await exportBadges(site, base);
};

/** Every version of the badges that the program has today: verification needs none of them, people and pictures do. */
const exportBadges = async (site: Site, base: string): Promise<void> => {
  const program = await site.answerTo(base);
  if (!program) {
    site.left.push(`The pages and pictures of the badges of /${base}: it is a draft, which lists none.`);
    return;
  }
  const { badges } = jsonOf(program) as { badges: { badgeId: string; version: number }[] };
  for (const { badgeId, version: newest } of badges) {
    for (let version = 1; version <= newest; version++) {
      const path = `${base}/badges/${encodeURIComponent(badgeId)}/versions/${version}`;
      // It is a folder too, with its picture in it: a file server answers for it with its page.
      await copy(site, path, 'text/html', `${path}/index.html`);
      for (const part of ['image.svg', 'image.png', 'ob2']) await copy(site, `${path}/${part}`, '*/*');
    }
  }
};
