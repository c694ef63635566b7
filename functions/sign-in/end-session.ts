/** Where a browser signs out of the issuer. On a shared computer, our own session is only half of it. */
import * as oidc from 'openid-client';

/**
 * The address that ends the browser's session at the issuer and leads back to `back`; undefined where the issuer offers none,
 * as Google's does. No `id_token_hint`: it would put a name and an address into the address bar, and sessions would have to keep it.
 */
export const endSessionUrl = (config: oidc.Configuration, back: string): string | undefined => {
  const { issuer, authorization_endpoint, end_session_endpoint } = config.serverMetadata();
  if (isCognito(issuer)) {
    const at = end_session_endpoint ?? (authorization_endpoint && new URL('/logout', authorization_endpoint).href);
    return at && withQuery(at, { client_id: config.clientMetadata().client_id, logout_uri: back });
  }
  return end_session_endpoint && oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: back }).href;
};

/**
 * Cognito's `/logout` wants a `logout_uri` in place of OpenID Connect's `post_logout_redirect_uri`. Discovery has named it as
 * `end_session_endpoint` since 2024, and not before.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
 */
const isCognito = (issuer: string) =>
  /^(issuer-)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(new URL(issuer).hostname);

const withQuery = (address: string, query: Record<string, string>) => {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
};
