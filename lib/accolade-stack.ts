import { Annotations, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledgments.ts';
import { Awards } from './awards.ts';
import { Backbone } from './backbone.ts';
import { Concerns } from './concerns.ts';
import { Credentials } from './credentials.ts';
import { Endorsements } from './endorsements.ts';
import { Front } from './front.ts';
import type { House } from './house.ts';
import { Intake } from './intake.ts';
import { Ledger } from './ledger.ts';
import { Mail } from './mail.ts';
import { Notices } from './notices.ts';
import { Portfolios } from './portfolios.ts';
import { Programs } from './programs.ts';
import { Secrets } from './secrets.ts';
import { SignIn } from './sign-in.ts';
import { Signing } from './signing.ts';
import type { StageConfig } from './stage-config.ts';
import { Status } from './status.ts';
import { Submissions } from './submissions.ts';
import { Verification } from './verification.ts';
import { Watch } from './watch.ts';
import { Webhooks } from './webhooks.ts';

/**
 * Accolade, from a signed post to a signed badge:
 *
 *   post -> Intake -> Ledger -> Backbone -> Notices (the reviewers)
 *           Submissions (a decision) -> Awards -> Credentials (a signature) -> Notices (the earner, the administrators)
 */
export class AccoladeStack extends Stack {
  constructor(scope: Construct, id: string, config: StageConfig) {
    const keep = config.removalPolicy === 'retain';
    super(scope, id, {
      description: 'Accolade: micro-credentials for teachers as signed Open Badges.',
      terminationProtection: keep,
    });

    // What everything stands on.
    const ledger = new Ledger(this, 'Ledger', { keep });
    const backbone = new Backbone(this, 'Backbone', { ledger });
    const signing = new Signing(this, 'Signing', { names: config.signingKeys });
    const secrets = new Secrets(this, 'Secrets', { keep });
    const mail = new Mail(this, 'Mail', { sender: config.sender });
    const front = new Front(this, 'Front', { domain: config.domain, throttle: config.throttle });
    const administrators = config.deploymentAdministrators;
    const signIn = new SignIn(this, 'SignIn', { front, ledger, mail, keep, issuer: config.signIn, administrators });
    const house: House = { ledger, backbone, signing, secrets, mail, front, signIn };

    // What it does, in the order a submission meets it.
    new Programs(this, 'Programs', { ...house, administrators });
    new Intake(this, 'Intake', { ...house, administrators });
    new Submissions(this, 'Submissions', house);
    new Awards(this, 'Awards', house);
    new Credentials(this, 'Credentials', house);
    new Status(this, 'Status', house);
    new Verification(this, 'Verification', house);
    new Endorsements(this, 'Endorsements', house);
    new Portfolios(this, 'Portfolios', house);
    new Concerns(this, 'Concerns', house);
    new Notices(this, 'Notices', house);
    new Webhooks(this, 'Webhooks', house);

    // Last: it finds every alarm and every queue above.
    new Watch(this, 'Watch', { alarmAddress: config.alarmAddress });
    acknowledge(this);
    for (const address of exampleAddresses(config)) {
      Annotations.of(this).addWarningV2('accolade:example-address', `${address}. Put your own in cdk.json to deploy.`);
    }
  }
}

/** What of the configuration is still an example's: `.example` belongs to nobody (RFC 2606), so that no mail arrives there. */
const exampleAddresses = (value: unknown, path = 'accolade'): string[] => {
  if (typeof value === 'string') return /\.example(?=[/:]|$)/i.test(value) ? [`${path} is still ${value}`] : [];
  if (!(value instanceof Object)) return [];
  return Object.entries(value).flatMap(([key, each]) => exampleAddresses(each, `${path}.${key}`));
};
