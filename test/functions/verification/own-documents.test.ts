import { describe, expect, it } from 'vitest';
import { notFound } from '../../../functions/platform/errors.ts';
import { defineRoutes } from '../../../functions/platform/http/route.ts';
import { documentsOfRoutes, ownDocuments } from '../../../functions/verification/own-documents.ts';

const answers = { 200: 'It.' };
const routes = defineRoutes({
  key: { method: 'GET', path: '/keys/{keyId}', summary: 'A key.', access: 'public', answers },
  keys: { method: 'GET', path: '/.well-known/jwks.json', summary: 'Keys.', access: 'public', answers },
  mine: { method: 'GET', path: '/mine', summary: 'Mine.', access: 'signed-in', answers },
});
const document = documentsOfRoutes(routes, {
  async key({ params: { keyId }, headers, principal }) {
    if (keyId === 'none') throw notFound('key');
    return { status: 200, json: { keyId, accept: headers.accept, principal: principal ?? 'nobody' } };
  },
  keys: async () => ({ status: 200, text: 'keys' }),
  mine: async () => ({ status: 200, json: { secret: true } }),
});
const own = ownDocuments(
  'https://badges.example',
  async (path) => (path === '/first' ? { first: true } : undefined),
  document,
);
const at = async (url: string) => await own(new URL(url));

describe('documents of our own', () => {
  it('are those of the routes, as nobody gets them', async () => {
    const accept = 'application/json';
    expect(await at('https://badges.example/keys/a%20b')).toEqual({
      document: { keyId: 'a b', accept, principal: 'nobody' },
    });
    expect(await at('https://badges.example/.well-known/jwks.json')).toEqual({ document: 'keys' });
    expect(await at('https://badges.example/first')).toEqual({ document: { first: true } });
  });

  it.each([
    ['what is not there', '/keys/none'],
    ['a path that nobody has', '/keys/a/b'],
    ['a path that is badly encoded', '/keys/%E0%A4%A'],
    ['what only some may read', '/mine'],
    ['a dot that is another letter', '/-well-known/jwks.json'],
  ])('are none for %s', async (_what, path) => {
    expect(await at(`https://badges.example${path}`)).toEqual({ document: undefined });
  });

  it('are at our host, whatever the scheme, and at no other', async () => {
    expect(await at('http://badges.example/first')).toEqual({ document: { first: true } });
    expect(await at('https://badges.example:8443/first')).toBeUndefined();
    expect(await at('https://badges.example.evil.example/first')).toBeUndefined();
  });

  it('throw what is a fault of ours', async () => {
    const broken = documentsOfRoutes(routes, { keys: () => Promise.reject(new Error('fault')) });
    await expect(broken('/.well-known/jwks.json')).rejects.toThrow('fault');
  });
});
