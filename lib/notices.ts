import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AssertionSigned } from '../events/assertion-signed.ts';
import { BadgeRevoked } from '../events/badge-revoked.ts';
import { ConcernReported } from '../events/concern-reported.ts';
import type { EventDefinition } from '../events/define-event.ts';
import { EndorsementInvited } from '../events/endorsement-invited.ts';
import { EndorsementProposed } from '../events/endorsement-proposed.ts';
import { EvidenceDenied } from '../events/evidence-denied.ts';
import { EvidenceReturned } from '../events/evidence-returned.ts';
import { PostQuarantined } from '../events/post-quarantined.ts';
import { SubmissionCreated } from '../events/submission-created.ts';
import { WebhookEndpointDisabled } from '../events/webhook-endpoint-disabled.ts';
import { noticeRoutes } from '../functions/notices/routes.ts';
import type { House } from './house.ts';
import { Endpoint } from './parts/endpoint.ts';
import { alarmWhenLogged } from './parts/logged.ts';
import { Subscriber } from './parts/subscriber.ts';
import { Timetable } from './parts/timetable.ts';

export type NoticesProps = Pick<House, 'backbone' | 'front' | 'ledger' | 'mail' | 'signIn'>;

interface Teller {
  entry: `functions/notices/${string}.lambda.ts`;
  on: readonly EventDefinition[];
  impact: string;
  /** Counts what waits, to tell of it. */
  counts?: boolean;
  /** Not every notice is told at once. */
  gathers?: boolean;
}

/** Who is told of what, by mail, once for each person and occasion. */
export class Notices extends Construct {
  readonly #house: NoticesProps;

  constructor(scope: Construct, id: string, house: NoticesProps) {
    super(scope, id);
    this.#house = house;
    this.#tell('TellReviewers', {
      entry: 'functions/notices/tell-reviewers.lambda.ts',
      on: [SubmissionCreated],
      impact: 'Reviewers do not hear of new submissions, and teachers wait.',
    });
    this.#tell('TellEarner', {
      entry: 'functions/notices/tell-earner.lambda.ts',
      on: [SubmissionCreated, EvidenceReturned, EvidenceDenied, AssertionSigned, BadgeRevoked],
      impact: 'Teachers do not hear what became of their evidence.',
    });
    this.#tell('TellAdministrators', {
      entry: 'functions/notices/tell-administrators.lambda.ts',
      on: [AssertionSigned],
      impact: 'Principals and administrators do not hear of new badges.',
      gathers: true,
    });
    this.#tell('TellOwner', {
      entry: 'functions/notices/tell-owner.lambda.ts',
      counts: true,
      on: [PostQuarantined, ConcernReported, EndorsementInvited, EndorsementProposed, WebhookEndpointDisabled],
      impact:
        'Program owners do not hear of posts in quarantine, which nobody will see, of concerns about public pages, of endorsements, or of webhooks that were disabled; nobody is asked for one.',
    });
    this.#noteSending();
    this.#settle();
    this.#remind();
    this.#sendDigests();
    this.#answer();
  }

  #tell(id: string, { on, counts = false, gathers = false, ...teller }: Teller): void {
    const { backbone, front, ledger, mail } = this.#house;
    const writes = ledger.write('notices', ...(gathers ? (['noticeReaders'] as const) : []));
    new Subscriber(this, id, {
      ...teller,
      ...backbone.hear(...on),
      ignoresReplays: true,
      // SES counts by the second: more at once would only be throttled.
      maxConcurrency: 2,
      may: [
        ledger.read,
        writes,
        ledger.remove('notices'),
        mail.send,
        front.address,
        ...(counts ? [ledger.ask('waiting')] : []),
      ],
    });
  }

  /** The owner of a program, once a day while something waits in its quarantine. */
  #remind(): void {
    const { front, ledger, mail } = this.#house;
    new Timetable(this, 'RemindOwners', {
      entry: 'functions/notices/remind-owners.lambda.ts',
      every: Duration.hours(1),
      impact: 'Program owners are not reminded of posts that wait in quarantine.',
      may: [
        ledger.read,
        ledger.ask('waiting'),
        ledger.write('notices'),
        ledger.remove('notices'),
        mail.send,
        front.address,
      ],
    });
  }

  #noteSending(): void {
    const { backbone, ledger, mail } = this.#house;
    new Subscriber(this, 'NoteSending', {
      bus: mail.defaultBus,
      pattern: mail.told,
      undelivered: backbone.undelivered,
      entry: 'functions/notices/note-sending.lambda.ts',
      impact: 'Nobody notes which mails were sent or bounced; some may be sent twice, others to dead addresses.',
      maxConcurrency: 2,
      may: [ledger.get, ledger.write('notices', 'suppressions')],
    });
  }

  #settle(): void {
    const { front, ledger, mail } = this.#house;
    const { function: settler } = new Timetable(this, 'SettleNotices', {
      entry: 'functions/notices/settle-notices.lambda.ts',
      every: Duration.minutes(5),
      impact: 'A mail whose sending was cut short is not sent again.',
      may: [ledger.read, ledger.ask('waiting'), ledger.write('notices'), mail.send, front.address],
    });
    alarmWhenLogged(this, 'SentAgain', {
      logGroup: settler.logGroup,
      code: 'notice-sent-again',
      moreThan: 0,
      impact: 'Somebody may have got the same mail twice.',
    });
    alarmWhenLogged(this, 'OutcomeUnknown', {
      logGroup: settler.logGroup,
      code: 'notice-outcome-unknown',
      moreThan: 0,
      impact: 'Nobody knows whether somebody got their mail.',
    });
  }

  #sendDigests(): void {
    const { front, ledger, mail } = this.#house;
    new Timetable(this, 'SendDigests', {
      entry: 'functions/notices/send-digests.lambda.ts',
      every: Duration.minutes(5),
      impact: 'Awards that were gathered are told to no administrator, and owners do not hear who cannot be reached.',
      may: [
        ...[ledger.read, ledger.ask('waiting'), mail.send, front.address],
        ...[ledger.write('notices', 'noticeReaders', 'unsubscribes'), ledger.remove('notices', 'noticeReaders')],
      ],
    });
  }

  /** Who cannot be reached, and what is done about it. */
  #answer(): void {
    const { front, ledger, mail, signIn } = this.#house;
    const reads = [ledger.read, ledger.ask('waiting')];
    const writes = [ledger.write('notices', 'suppressions', 'noticeReaders', ...signIn.binds)];
    new Endpoint(this, 'Api', {
      api: front.api,
      routes: noticeRoutes,
      entry: 'functions/notices/notices-api.lambda.ts',
      may: [...reads, ...writes, mail.send, front.address, signIn.trust],
    });
  }
}
