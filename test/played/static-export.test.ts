/** A badge outlives the stack: exported to plain files, and served by nothing but a file server under the same host. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, type JWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offlineLoader } from '../../bin/context-documents.ts';
import { CONTENT_TYPES, type Exported, exportStatic } from '../../bin/ops/static-export.ts';
import { didDocumentUrl, type SignedCredential } from '../../lib/local/story/documents.ts';
import { verifyByLibraries } from '../../lib/local/story/verify-elsewhere.ts';
import { ofEntity } from './ledger.ts';
import { playStack } from './played-stack.ts';

let directory: string;
let host: URL;
let exported: Exported;
/** What their holders downloaded while there was a stack. */
let valid: Downloaded;
let revoked: Downloaded;

interface Downloaded {
  credential: SignedCredential;
  jwt: string;
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'accolade-export-'));
  const played = await playStack(2);
  try {
    host = new URL(played.local.apiUrl);
    const download = async (teacher: number): Promise<Downloaded> => {
      await played.award(played.earner(teacher));
      const items = ofEntity(await played.items(), 'Credential');
      const item = items.find(({ earnerId }) => earnerId === played.earner(teacher).employeeId);
      const link = (suffix: string) =>
        new URL(`/credentials/${item?.credentialId}${suffix}?key=${item?.holderKey}`, host);
      const [json, jwt] = await Promise.all([fetch(link('.json')), fetch(link('.jwt'))]);
      return { credential: (await json.json()) as SignedCredential, jwt: await jwt.text() };
    };
    [valid, revoked] = [await download(0), await download(1)];
    const [, second] = ofEntity(await played.items(), 'Award').toSorted((one, other) =>
      String(one.earnerId) < String(other.earnerId) ? -1 : 1,
    );
    const owner = await played.token(played.member('owner'));
    await played.client.call(owner, 'POST', `/v1/awards/${second?.awardId}/revoke`, { reason: 'By mistake.' });
    await played.settle();
    exported = await exportStatic({ host: host.href, programs: [played.program.id], out: directory });
  } finally {
    await played.close();
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A file for a path, as any file server has it. */
const fileServer = async (): Promise<Server> => {
  const types: Record<string, string> = JSON.parse(readFileSync(join(directory, CONTENT_TYPES), 'utf8'));
  const server = createServer(({ url = '/' }, response) => {
    const path = new URL(url, host).pathname.slice(1);
    const file =
      existsSync(join(directory, path)) && statSync(join(directory, path)).isDirectory() ? `${path}/index.html` : path;
    if (!existsSync(join(directory, file))) return void response.writeHead(404).end();
    return void response.writeHead(200, { 'content-type': types[file] }).end(readFileSync(join(directory, file)));
  });
  await new Promise<void>((resolve) => server.listen(Number(host.port), host.hostname, resolve));
  return server;
};

const get = async (url: string) => {
  const response = await fetch(new URL(new URL(url).pathname, host));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
};

/** `did:web` resolution and URLs by the server of files; contexts from their packages. */
const load = async (url: string) => {
  if (/^https?:.*\/status\/\d+$/.test(url)) return documentOf(url, await (await get(url)).json());
  if (!url.startsWith('did:web:')) return offlineLoader(url);
  const [did = ''] = url.split('#');
  const document = (await (await get(didDocumentUrl(did))).json()) as { verificationMethod: { id: string }[] };
  if (url === did) return documentOf(url, document);
  const method = document.verificationMethod.find(({ id }) => id === url);
  return documentOf(url, { '@context': 'https://w3id.org/security/multikey/v1', ...method });
};
const documentOf = (documentUrl: string, document: unknown) => ({ contextUrl: null, documentUrl, document });

const verifyJwt = async (jwt: string) => {
  const { kid } = JSON.parse(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString('utf8'));
  const { payload } = await jwtVerify(jwt, await importJWK((await (await get(kid)).json()) as JWK, 'RS256'));
  return payload;
};

describe('without the stack and without its files', () => {
  it('nothing verifies', async () => {
    expect(await verifyByLibraries(valid.credential, load)).toMatchObject({ verified: false });
    await expect(verifyJwt(valid.jwt)).rejects.toThrow();
  });
});

describe('with its files on a plain file server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await fileServer();
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('a downloaded credential verifies, with its status', async () => {
    expect(await verifyByLibraries(valid.credential, load)).toEqual({ verified: true });
  });

  it('a revoked one is told as revoked, and an altered one is refused', async () => {
    const reason = 'The credential is revoked.';
    expect(await verifyByLibraries(revoked.credential, load)).toEqual({ verified: false, reason });
    const altered = { ...valid.credential, name: 'Another name' };
    expect(await verifyByLibraries(altered, load)).toMatchObject({ verified: false, reason: 'Invalid signature.' });
  });

  it('the JWT verifies by the key that its kid answers, and so does the status list as a JWT', async () => {
    expect(await verifyJwt(valid.jwt)).toMatchObject({ jti: valid.credential.id });
    const { statusListCredential: url } = valid.credential.credentialStatus;
    const list = await verifyJwt(await (await get(`${url}.jwt`)).text());
    const { credentialSubject } = (await (await get(url)).json()) as { credentialSubject: object };
    expect(list).toMatchObject({ jti: url, credentialSubject });
  });

  it('the key set has the key, and what the credential names as its achievement answers with a page and pictures', async () => {
    const { keys } = (await (await get(new URL('/.well-known/jwks.json', host).href)).json()) as {
      keys: { kid: string }[];
    };
    expect(keys.map(({ kid }) => new URL(kid).pathname)).toEqual([expect.stringMatching(/^\/keys\//)]);
    const { id } = valid.credential.credentialSubject.achievement;
    expect((await get(id)).headers.get('content-type')).toMatch(/^text\/html/);
    expect((await get(`${id}/image.png`)).headers.get('content-type')).toBe('image/png');
  });

  it('names the content type of each file, and leaves nothing out for a published program', () => {
    expect(exported.left).toEqual([]);
    for (const path of Object.keys(exported.files)) expect(existsSync(join(directory, path)), path).toBe(true);
    expect(Object.keys(exported.files)).toContain('.well-known/jwks.json');
  });
});

it('a program that the host does not have is told', async () => {
  const server = createServer((_, response) => void response.writeHead(404).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address() as { port: number };
  const nowhere = { host: `http://127.0.0.1:${address.port}`, programs: ['nobody'], out: join(directory, 'none') };
  await expect(exportStatic(nowhere)).rejects.toThrow('There is no /.well-known/jwks.json at this host.');
  server.close();
});
