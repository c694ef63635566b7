import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolEmail,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { signInRoutes } from '../functions/sign-in/routes.ts';
import type { Front } from './front.ts';
import type { Ledger } from './ledger.ts';
import type { Mail } from './mail.ts';
import { Endpoint } from './parts/endpoint.ts';
import type { May } from './parts/node-function.ts';
import type { StageConfig } from './stage-config.ts';

export interface SignInProps {
  front: Front;
  ledger: Ledger;
  mail: Mail;
  keep: boolean;
  /** The district's own issuer; without one, a user pool is made. */
  issuer: StageConfig['signIn'];
  /** The e-mail addresses of those who may change every program. */
  administrators: readonly string[];
}

/** Who somebody is, by OpenID Connect. What they may do is said by the programs they are members of. */
export class SignIn extends Construct {
  readonly #trusted: { issuer: string; audience: string; clientId: string };

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    this.#trusted = props.issuer ? { clientId: props.issuer.audience, ...props.issuer } : this.#userPool(props);
    new Endpoint(this, 'Pages', {
      api: props.front.api,
      routes: signInRoutes,
      entry: 'functions/sign-in/sign-in.lambda.ts',
      may: [
        props.ledger.read,
        props.ledger.write('sessions', ...this.binds),
        props.ledger.remove('sessions', ...this.binds),
        props.front.address,
        this.trust,
        (may) =>
          may.environment({
            OIDC_CLIENT_ID: this.#trusted.clientId,
            DEPLOYMENT_ADMINISTRATORS: props.administrators.join(','),
          }),
      ],
    });
  }

  /** What a function writes that finds out which member somebody is: the first time, account and member are bound. */
  readonly binds = ['identities', 'members'] as const;

  /** Believes the tokens of the one issuer that are meant for this deployment. */
  readonly trust: May = (may) =>
    may.environment({ OIDC_ISSUER: this.#trusted.issuer, OIDC_AUDIENCE: this.#trusted.audience });

  #userPool({ front, mail, keep }: SignInProps) {
    const pool = new UserPool(this, 'People', {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      keepOriginal: { email: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      email: mail.verified ? this.#sender(mail) : UserPoolEmail.withCognito(),
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const client = this.#client(pool, front);
    const clientId = client.userPoolClientId;
    return { issuer: pool.userPoolProviderUrl, audience: clientId, clientId };
  }

  #sender(mail: Mail): UserPoolEmail {
    return UserPoolEmail.withSES({
      fromEmail: mail.sender,
      fromName: 'Accolade',
      sesRegion: Stack.of(this).region,
      ...(!mail.identity.includes('@') && { sesVerifiedDomain: mail.identity }),
    });
  }

  /** A public client: the code flow with PKCE, which needs no secret. */
  #client(pool: UserPool, front: Front): UserPoolClient {
    const client = pool.addClient('Web', {
      generateSecret: false,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [`${front.publicUrl}/sign-in/callback`],
        logoutUrls: [`${front.publicUrl}/sign-in/status`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    pool.addDomain('Domain', {
      // Unique in the whole Region: the stack's own id.
      cognitoDomain: { domainPrefix: `accolade-${Fn.select(2, Fn.split('/', Stack.of(this).stackId))}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    // Without a branding, managed login has no pages.
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client;
  }
}
