import * as oidc from 'openid-client';
import { expect, it } from 'vitest';
import { endSessionUrl } from '../../../functions/sign-in/end-session.ts';

const BACK = 'https://badges.example/sign-in/status';
const at = (server: oidc.ServerMetadata) => endSessionUrl(new oidc.Configuration(server, 'web'), BACK);

const issuer = 'https://login.district.example';
const pool = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
const domain = 'https://accolade-1.auth.us-east-1.amazoncognito.com';
const cognito = `${domain}/logout?client_id=web&logout_uri=${encodeURIComponent(BACK)}`;

it('is asked in OpenID Connect’s words where the issuer names an address, whatever that holds already', () => {
  const back = encodeURIComponent(BACK);
  expect(at({ issuer, end_session_endpoint: `${issuer}/end` })).toBe(
    `${issuer}/end?post_logout_redirect_uri=${back}&client_id=web`,
  );
  expect(at({ issuer, end_session_endpoint: `${issuer}/end?p=1` })).toContain('/end?p=1&post_logout_redirect_uri=');
});

it('is asked in Cognito’s own words, with and without an address in its discovery', () => {
  const authorization_endpoint = `${domain}/oauth2/authorize`;
  expect(at({ issuer: pool, authorization_endpoint })).toBe(cognito);
  expect(at({ issuer: pool, authorization_endpoint, end_session_endpoint: `${domain}/logout` })).toBe(cognito);
});

it('is not asked where there is no address, nor in Cognito’s words of anybody who merely looks alike', () => {
  expect(at({ issuer, authorization_endpoint: `${issuer}/authorize` })).toBeUndefined();
  for (const alike of [
    'https://cognito-idp.us-east-1.amazonaws.com.evil.example/x',
    'https://x-cognito-idp.evil.example',
  ])
    expect(at({ issuer: alike, authorization_endpoint: `${issuer}/authorize` })).toBeUndefined();
});
