/** The routes of credentials, and of what a verifier needs to check them. */
import * as z from 'zod';
import { defineRoutes } from '../platform/http/route.ts';

const SHARING = {
  200: 'Who can see the credential now.',
  404: 'No such award, or it is not for you.',
  409: 'The award is not signed yet.',
};
const WITHHOLDING = {
  303: 'Back to the page.',
  403: 'Only the earner, reviewers, the owner and the deputy withhold.',
  404: 'No such award or item, or it is not for you.',
  409: 'The award is not signed yet.',
};
const PUBLIC = { method: 'GET', access: 'public', anyOrigin: true } as const;

export const credentialRoutes = defineRoutes({
  credential: {
    method: 'GET',
    path: '/credentials/{credentialId}',
    summary:
      'A credential: signed JSON, a JWT, an image with the credential in it, or a page for a browser; by Accept, or by a suffix (.json, .jwt, .png, .svg). Private until its earner shares it.',
    access: 'optional',
    anyOrigin: true,
    query: z.object({ key: z.string().max(100).optional() }),
    answers: {
      200: 'The credential.',
      404: 'No such credential, or it is not shared.',
      503: 'It is being signed again, without evidence that was withheld.',
    },
  },
  assertion: {
    ...PUBLIC,
    path: '/credentials/{credentialId}/ob2',
    summary: 'The same award as a hosted Open Badges 2.0 Assertion, there while its earner shares it.',
    answers: { 200: 'The assertion.', 404: 'No such credential, or it is not shared.', 410: 'It is revoked.' },
  },
  postWithholding: {
    method: 'POST',
    path: '/credentials/{credentialId}/withholding',
    summary: 'The form on the page of a credential: an item of evidence is shown no more.',
    access: 'signed-in',
    body: { kind: 'form', schema: z.object({ item: z.coerce.number().int().nonnegative() }) },
    answers: WITHHOLDING,
  },
  withhold: {
    method: 'POST',
    path: '/v1/awards/{awardId}/withhold',
    summary:
      'An item of public evidence is shown no more, from now on and for ever; the credential is signed again without it. `item` counts the evidence of the attempt from 0.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.strictObject({ item: z.int().nonnegative() }) },
    answers: { ...WITHHOLDING, 200: 'What is withheld now.' },
  },
  revoke: {
    method: 'POST',
    path: '/v1/awards/{awardId}/revoke',
    summary: 'The owner, the deputy or an administrator revokes an award, for a reason. It cannot be taken back.',
    access: 'signed-in',
    body: { kind: 'json', schema: z.strictObject({ reason: z.string().trim().min(1).max(1000) }) },
    answers: {
      200: 'When it was revoked; also when it was revoked before, which stands as it is.',
      403: 'Only the owner, the deputy and administrators revoke.',
      404: 'No such award, or it is not for you.',
      409: 'The award is not signed yet.',
    },
  },
  postRevocation: {
    method: 'POST',
    path: '/credentials/{credentialId}/revocation',
    summary: 'The form on the page of a credential: the owner, the deputy or an administrator revokes it.',
    access: 'signed-in',
    // Taken as typed: what is wrong with it is shown on the page again, beside the field.
    body: { kind: 'form', schema: z.record(z.string(), z.string()) },
    answers: {
      303: 'Back to the page.',
      403: 'Only the owner, the deputy and administrators revoke.',
      404: 'No such credential, or it is not for you.',
      422: 'The page again, with what was typed and what to correct.',
    },
  },
  revocation: {
    method: 'GET',
    path: '/v1/awards/{awardId}/revocation',
    summary: 'When and why an award was revoked: for its earner, the owner, the deputy and finance.',
    access: 'signed-in',
    answers: { 200: 'The revocation.', 404: 'No such award, it is not revoked, or it is not for you.' },
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
  badgeImageSvg: {
    ...PUBLIC,
    path: '/programs/{programId}/badges/{badgeId}/versions/{version}/image.svg',
    summary: 'The image of a badge: the SVG that its program supplies, or the one that is drawn for it by rule.',
    answers: { 200: 'The image.', 404: 'No such version.' },
  },
  badgeImagePng: {
    ...PUBLIC,
    path: '/programs/{programId}/badges/{badgeId}/versions/{version}/image.png',
    summary: 'The image of a badge: the PNG that its program supplies, or the one that is drawn for it by rule.',
    answers: { 200: 'The image.', 404: 'No such version.' },
  },
  badgeClass: {
    ...PUBLIC,
    path: '/programs/{programId}/badges/{badgeId}/versions/{version}/ob2',
    summary: 'A version of a badge as an Open Badges 2.0 BadgeClass.',
    answers: { 200: 'The BadgeClass.', 404: 'No such version.' },
  },
  badgeClassIssuer: {
    ...PUBLIC,
    path: '/programs/{programId}/ob2',
    summary: 'The issuer as an Open Badges 2.0 Issuer.',
    answers: { 200: 'The issuer.', 404: 'No such program.' },
  },
  jwks: {
    ...PUBLIC,
    path: '/.well-known/jwks.json',
    summary: 'Every key that JWTs of this deployment are signed with.',
    answers: { 200: 'The key set.' },
  },
  key: {
    ...PUBLIC,
    path: '/keys/{keyId}',
    summary: 'A public key of this deployment: a Multikey, or the one JWK that the `kid` of a JWT names.',
    answers: { 200: 'The key.', 404: 'No such key.' },
  },
});
