import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, type EventPattern, type IEventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { raise } from './parts/alarm.ts';
import type { May } from './parts/node-function.ts';
import type { StageConfig } from './stage-config.ts';

export interface MailProps {
  sender: StageConfig['sender'];
}

/** Everything SES: who sends, under which rules, and what became of it. */
export class Mail extends Construct {
  readonly sender: string;
  /** The SES identity: a domain or one address. */
  readonly identity: string;
  /** SES knows the sender already, so that Cognito may send by it. */
  readonly verified: boolean;
  /** SES tells of a mail on the account's default bus, and on no other (best effort). */
  readonly defaultBus: IEventBus;
  readonly #domain: string;
  readonly #configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, { sender }: MailProps) {
    super(scope, id);
    this.#domain = sender.address.slice(sender.address.indexOf('@') + 1);
    this.sender = sender.address;
    this.identity = sender.identity.endsWith('domain') ? this.#domain : sender.address;
    this.verified = sender.verified ?? sender.identity.startsWith('existing');
    this.defaultBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default');
    if (!sender.identity.startsWith('existing')) this.#makeIdentity(sender);
    this.#configurationSet = this.#makeConfigurationSet();
    this.#watch();
  }

  #identityArns(): string[] {
    return [this.#domain, this.sender].map((resourceName) =>
      Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName }),
    );
  }

  /** What SES tells of the mails that were sent with our configuration set. */
  get told(): EventPattern {
    const tags = { 'ses:configuration-set': [this.#configurationSet.configurationSetName] };
    // What changes a notice, or whether an address gets mail. SES's other news is for its own reports.
    const detailType = ['Email Sent', 'Email Bounced', 'Email Rejected', 'Email Complaint Received'];
    return { source: ['aws.ses'], detailType, detail: { mail: { tags } } };
  }

  /**
   * May send from our address, by our configuration set. By both identities that SES may know it as: where the address has an
   * identity beside its domain's, SES asks for the permission on that one, and somebody may add it at any time.
   */
  readonly send: May = (may) => {
    const { configurationSetName } = this.#configurationSet;
    const set = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSetName,
    });
    may.environment({ CONFIGURATION_SET: configurationSetName, SENDER: this.sender });
    may.allow(['ses:SendRawEmail'], [...this.#identityArns(), set], {
      StringEquals: { 'ses:FromAddress': this.sender },
    });
  };

  #makeIdentity({ mailFrom }: StageConfig['sender']): void {
    const identity = this.identity.includes('@') ? Identity.email(this.identity) : Identity.domain(this.identity);
    new EmailIdentity(this, 'Identity', {
      identity,
      ...(mailFrom && {
        mailFromDomain: mailFrom,
        mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      }),
    });
  }

  #makeConfigurationSet(): ConfigurationSet {
    const set = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    });
    const { SEND, BOUNCE, REJECT, COMPLAINT } = EmailSendingEvent;
    set.addEventDestination('Told', {
      destination: EventDestination.eventBus(this.defaultBus),
      // Neither OPEN nor CLICK: nobody is watched reading.
      events: [SEND, BOUNCE, REJECT, COMPLAINT],
    });
    return set;
  }

  /** The thresholds at which SES puts an account under review: 5 % and 0.1 %. */
  #watch(): void {
    const rate = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, statistic: 'max', period: Duration.hours(1) });
    raise(this, 'Bouncing', {
      metric: rate('Reputation.BounceRate'),
      threshold: 0.05,
      impact: 'Many mails bounce. SES may stop all mail of this account.',
      runbook: 'mail-bouncing',
    });
    raise(this, 'Complaints', {
      metric: rate('Reputation.ComplaintRate'),
      threshold: 0.001,
      impact: 'People mark our mails as spam. SES may stop all mail of this account.',
      runbook: 'mail-complaints',
    });
  }
}
