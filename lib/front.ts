import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { DomainName, HttpApi, HttpStage, LogGroupLogDestination, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { raise } from './parts/alarm.ts';
import type { May } from './parts/node-function.ts';
import type { StageConfig } from './stage-config.ts';

export type FrontProps = Pick<StageConfig, 'domain' | 'throttle'>;

/**
 * What is kept of a request. The route instead of the path: a credential's id is all that guards it. No query string,
 * where the holder's key is, no address of the caller, and no error's text, which may quote what was sent.
 */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    route: '$context.routeKey',
    method: '$context.httpMethod',
    status: '$context.status',
    bytes: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    integration: '$context.integrationStatus',
    error: '$context.error.responseType',
  }),
);

/** The one way in: an HTTP API under the issuer's host. */
export class Front extends Construct {
  readonly api: HttpApi;
  /** Without a trailing slash. Part of every credential, for ever. */
  readonly publicUrl: string;
  readonly #pilot: boolean;

  constructor(scope: Construct, id: string, { domain, throttle }: FrontProps) {
    super(scope, id);
    this.#pilot = domain === undefined;
    this.api = new HttpApi(this, 'Api', {
      description: 'Accolade: posts, pages, badges and their proofs.',
      createDefaultStage: false,
      // Two hosts for one issuer would be two issuers.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    this.publicUrl = domain ? `https://${domain.name}` : this.api.apiEndpoint;
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttle.requestsPerSecond, burstLimit: throttle.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(this.#accessLog()), format: ACCESS_LOG },
      ...(domain && { domainMapping: { domainName: this.#domainName(domain) } }),
    });
    raise(this, 'Failing', {
      metric: this.api.metricServerError({ statistic: 'sum', period: Duration.minutes(5) }),
      threshold: 5,
      periods: 2,
      impact: 'People and district systems get errors instead of answers.',
      runbook: 'requests-failing',
    });
    new CfnOutput(this, 'PublicUrl', {
      value: this.publicUrl,
      description: 'The host of the issuer.',
    }).overrideLogicalId('PublicUrl');
  }

  /** Knows its own address. */
  readonly address: May = (may) => may.environment({ PUBLIC_URL: this.publicUrl });

  /** Knows whether that address is only good for a pilot: API Gateway's, which ends with the API. */
  readonly pilot: May = (may) => may.environment({ PILOT: String(this.#pilot) });

  #accessLog(): LogGroup {
    const removalPolicy = RemovalPolicy.DESTROY;
    return new LogGroup(this, 'AccessLog', { retention: RetentionDays.THREE_MONTHS, removalPolicy });
  }

  #domainName({ name, certificateArn }: NonNullable<FrontProps['domain']>): DomainName {
    const domainName = new DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new CfnOutput(this, 'DomainTarget', {
      value: domainName.regionalDomainName,
      description: `Point ${name} at this host, by a CNAME or alias record.`,
    }).overrideLogicalId('DomainTarget');
    return domainName;
  }
}
