/** The OpenID Connect issuer of the deployment, as a web client without a secret: authorization code with PKCE. */
import * as oidc from 'openid-client';
import { Refused, Unavailable } from '../platform/errors.ts';
import { verifiedEmailOf } from '../platform/http/verified-email.ts';
import { endSessionUrl } from './end-session.ts';
import type { SignedIn } from './sessions.ts';

export interface IssuerSettings {
  issuer: string;
  clientId: string;
  publicUrl: string;
}

/** What only the browser that began a sign-in knows, until it comes back. */
export interface Pending {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Issuer {
  /** The address that asks a person to sign in. */
  authorizationUrl(pending: Pending): Promise<string>;
  /** Turns the query that the issuer sent the browser back with into a person, or refuses. */
  personBehind(query: URLSearchParams, pending: Pending): Promise<SignedIn>;
  /** The address that signs a browser out of the issuer and leads back to the status page; undefined where there is none. */
  signOutUrl(): Promise<string | undefined>;
}

export const newPending = (): Pending => ({
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
});

export const issuerClient = ({ issuer, clientId, publicUrl }: IssuerSettings): Issuer => {
  const callback = `${publicUrl}/sign-in/callback`;
  let discovered: Promise<oidc.Configuration> | undefined;
  const configuration = () => {
    discovered ??= discover(issuer, clientId).catch((error: unknown) => {
      discovered = undefined;
      throw unreachable(error);
    });
    return discovered;
  };
  return {
    async authorizationUrl({ state, nonce, verifier }) {
      const code_challenge = await oidc.calculatePKCECodeChallenge(verifier);
      return oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: callback,
        scope: 'openid email profile',
        code_challenge,
        code_challenge_method: 'S256',
        state,
        nonce,
      }).href;
    },
    async personBehind(query, { state, nonce, verifier }) {
      const config = await configuration();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await oidc
        .authorizationCodeGrant(config, new URL(`${callback}?${query}`), checks)
        .catch((error: unknown) => {
          throw refusalOf(error);
        });
      const claims = tokens.claims();
      if (!claims) throw signInRefused();
      const verifiedEmail = verifiedEmailOf(claims) ?? (await askForEmail(config, tokens.access_token, claims.sub));
      return { issuer, subject: claims.sub, verifiedEmail };
    },
    signOutUrl: async () => endSessionUrl(await configuration(), `${publicUrl}/sign-in/status`),
  };
};

/** Plain http is for an issuer on this machine, and nowhere else. */
const discover = (issuer: string, clientId: string) => {
  const { protocol, hostname } = new URL(issuer);
  const local = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return oidc.discovery(new URL(issuer), clientId, undefined, oidc.None(), {
    timeout: 5,
    ...(local && { execute: [oidc.allowInsecureRequests] }),
  });
};

/** Some issuers put the address at the userinfo endpoint only. */
const askForEmail = async (config: oidc.Configuration, accessToken: string, subject: string) => {
  if (!config.serverMetadata().userinfo_endpoint) return undefined;
  const claims = await oidc.fetchUserInfo(config, accessToken, subject).catch((error: unknown) => {
    throw refusalOf(error);
  });
  return verifiedEmailOf(claims);
};

/** What the issuer answered is a refusal; that it did not answer is a reason to try again. */
const refusalOf = (error: unknown) => {
  const isNetwork = error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
  return isNetwork ? unreachable(error) : signInRefused(error);
};

const signInRefused = (cause?: unknown) =>
  new Refused('sign-in-refused', {
    status: 403,
    message: 'The sign-in service did not sign you in. Open the page you wanted again.',
    cause,
  });

const unreachable = (cause: unknown) =>
  new Unavailable('issuer-unreachable', { message: 'The sign-in service does not answer. Try again.', cause });
