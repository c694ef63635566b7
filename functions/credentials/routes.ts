/** The routes of credentials, and of what a verifier needs to check them. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

const SHARING = {
  200: 'Who can see the credential now.',
  404: 'No such award, or it is not for you.',
  409: 'The award is not signed yet.',
};
const PUBLIC = { method: 'GET', access: 'public', anyOrigin: true } as const;

export const credentialRoutes = defineRoutes({
  credential: {
    method: 'GET',
    path: '/credentials/{credentialId}',
    summary: 'A credential: signed JSON, or a page for a browser. Private until its earner shares it.',
    access: 'optional',
    anyOrigin: true,
    query: z.object({ key: z.string().max(100).optional() }),
    answers: { 200: 'The credential.', 404: 'No such credential, or it is not shared.' },
  },
  postSharing: {
    method: 'POST',
    path: '/credentials/{credentialId}/sharing',
    summary: 'The form on the page of a credential: its earner shares it or takes it back.',
    access: 'signed-in',
    body: { kind: 'form', schema: z.object({ shared: z.enum(['yes', 'no']) }) },
    answers: {
      303: 'Back to the page.',
      403: 'Only the earner shares.',
      404: 'No such credential, or it is not for you.',
    },
  },
  share: {
    method: 'POST',
    path: '/v1/awards/{awardId}/share',
    summary: 'The earner makes the credential of an award public.',
    access: 'signed-in',
    answers: SHARING,
  },
  unshare: {
    method: 'DELETE',
    path: '/v1/awards/{awardId}/share',
    summary: 'The earner takes it back.',
    access: 'signed-in',
    answers: SHARING,
  },
  didDocument: {
    ...PUBLIC,
    path: '/programs/{programId}/did.json',
    summary: 'The DID document of the issuer: what did:web resolves to.',
    answers: { 200: 'The document.', 404: 'No such program.' },
  },
  issuer: {
    ...PUBLIC,
    path: '/programs/{programId}/issuer',
    summary: 'The issuer as an Open Badges Profile.',
    answers: { 200: 'The profile.', 404: 'No such program.' },
  },
  program: {
    ...PUBLIC,
    path: '/programs/{programId}',
    summary: 'What a program is, and its badges: a page, or JSON.',
    answers: { 200: 'The program.', 404: 'No such program, or it is not published.' },
  },
  badge: {
    ...PUBLIC,
    path: '/programs/{programId}/badges/{badgeId}',
    summary: 'A badge as it is earned today: a page, or an Open Badges Achievement.',
    answers: { 200: 'The badge.', 404: 'No such badge, or its program is not published.' },
  },
  badgeVersion: {
    ...PUBLIC,
    path: '/programs/{programId}/badges/{badgeId}/versions/{version}',
    summary: 'A version of a badge, kept for ever: what credentials name as their achievement.',
    answers: { 200: 'The version.', 404: 'No such version.' },
  },
  key: {
    ...PUBLIC,
    path: '/keys/{keyId}',
    summary: 'A public key of this deployment, as a Multikey.',
    answers: { 200: 'The key.', 404: 'No such key.' },
  },
});
