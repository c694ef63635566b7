import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ofType, template, templateWith } from './synthesized.ts';

const Any = z.record(z.string(), z.unknown());
const variables = (from = template()) =>
  ofType('AWS::Lambda::Function', z.object({ Environment: z.object({ Variables: Any }) }), from)
    .map(({ Environment }) => Environment.Variables)
    .filter(({ OIDC_ISSUER }) => OIDC_ISSUER !== undefined);

describe('the user pool', () => {
  it('is of the Essentials plan and takes nobody who was not invited', () => {
    expect(ofType('AWS::Cognito::UserPool', Any)).toMatchObject([
      {
        UserPoolTier: 'ESSENTIALS',
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        UsernameAttributes: ['email'],
        DeletionProtection: 'ACTIVE',
      },
    ]);
  });

  it('has one public client: the code flow, PKCE instead of a secret, back to our own pages only', () => {
    const [client] = ofType('AWS::Cognito::UserPoolClient', Any);
    const api = ofType('AWS::ApiGatewayV2::Api', z.object({}))[0]?.id;
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': [api, 'ApiEndpoint'] }, '/sign-in/callback']] }],
      LogoutURLs: [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': [api, 'ApiEndpoint'] }, '/sign-in/status']] }],
      PreventUserExistenceErrors: 'ENABLED',
    });
  });

  it('is the issuer that the functions trust, its client the audience', () => {
    const pool = ofType('AWS::Cognito::UserPool', Any)[0]?.id;
    const client = ofType('AWS::Cognito::UserPoolClient', Any)[0]?.id;
    expect(variables().length).toBeGreaterThanOrEqual(4);
    for (const { OIDC_ISSUER, OIDC_AUDIENCE } of variables()) {
      expect(OIDC_ISSUER).toEqual({ 'Fn::GetAtt': [pool, 'ProviderURL'] });
      expect(OIDC_AUDIENCE).toEqual({ Ref: client });
    }
  });

  it('writes from our own address as soon as SES knows it: Cognito refuses an identity that is not verified', () => {
    const address = 'badges@cedarhollow.example';
    const emailOf = (changes: object) =>
      ofType('AWS::Cognito::UserPool', z.object({ EmailConfiguration: Any }), templateWith({ ...changes }))[0]
        ?.EmailConfiguration;
    expect(emailOf({})).toMatchObject({ EmailSendingAccount: 'COGNITO_DEFAULT' });
    for (const sender of [
      { address, identity: 'domain', verified: true },
      { address, identity: 'existing-domain' },
    ]) {
      const email = emailOf({ sender });
      expect(email).toMatchObject({ EmailSendingAccount: 'DEVELOPER', From: `Accolade <${address}>` });
      expect(JSON.stringify(email?.SourceArn)).toContain(':identity/cedarhollow.example');
    }
  });
});

describe("the district's own issuer", () => {
  it('takes the place of the user pool', () => {
    const own = templateWith({ signIn: { issuer: 'https://login.cedarhollow.example', audience: 'accolade' } });
    expect(Object.values(own.Resources).filter(({ Type }) => Type.startsWith('AWS::Cognito'))).toEqual([]);
    for (const found of variables(own)) {
      expect(found).toMatchObject({ OIDC_ISSUER: 'https://login.cedarhollow.example', OIDC_AUDIENCE: 'accolade' });
    }
    expect(variables(own).flatMap(({ OIDC_CLIENT_ID }) => OIDC_CLIENT_ID ?? [])).toEqual(['accolade']);
  });
});
