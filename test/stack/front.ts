import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { concernRoutes } from '../../functions/concerns/routes.ts';
import { credentialRoutes } from '../../functions/credentials/routes.ts';
import { endorsementRoutes } from '../../functions/endorsements/routes.ts';
import { intakeRoutes } from '../../functions/intake/routes.ts';
import { noticeRoutes } from '../../functions/notices/routes.ts';
import { portfolioRoutes } from '../../functions/portfolios/routes.ts';
import { programRoutes } from '../../functions/programs/routes.ts';
import { signInRoutes } from '../../functions/sign-in/routes.ts';
import { statusRoutes } from '../../functions/status/routes.ts';
import { submissionRoutes } from '../../functions/submissions/routes.ts';
import { verificationRoutes } from '../../functions/verification/routes.ts';
import { webhookRoutes } from '../../functions/webhooks/routes.ts';
import { ofType, target, template, templateWith } from './synthesized.ts';

const lists = [
  concernRoutes,
  credentialRoutes,
  intakeRoutes,
  portfolioRoutes,
  programRoutes,
  signInRoutes,
  submissionRoutes,
  verificationRoutes,
  endorsementRoutes,
  statusRoutes,
  webhookRoutes,
  noticeRoutes,
];
const DOMAIN = {
  name: 'badges.cedarhollow.example',
  certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0f9a7e6c-1111-2222-3333-444455556666',
};
const environments = (from = template()) =>
  ofType(
    'AWS::Lambda::Function',
    z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }),
    from,
  ).map(({ Environment }) => Environment.Variables);

describe('the front', () => {
  it('has one route for each path of the route lists, for every method, and one for all other addresses', () => {
    const paths = lists.flatMap((routes) => [...new Set(Object.values(routes).map((route) => route.path))]);
    const keys = ofType('AWS::ApiGatewayV2::Route', z.object({ RouteKey: z.string() })).map(({ RouteKey }) => RouteKey);
    expect(keys.sort()).toEqual([...paths.map((path) => `ANY ${path}`), '$default'].sort());
  });

  it('has no two paths that API Gateway could not tell apart', () => {
    const shapes = lists.flatMap((routes) =>
      [...new Set(Object.values(routes).map((route) => route.path))].map((path) => path.replace(/\{[^}]+\}/g, '{}')),
    );
    expect(shapes.filter((shape, index) => shapes.indexOf(shape) !== index)).toEqual([]);
  });

  it('needs one permission for each function, not one for each route', () => {
    const permissions = ofType('AWS::Lambda::Permission', z.object({ SourceArn: z.unknown() }));
    const integrations = ofType('AWS::ApiGatewayV2::Integration', z.object({ IntegrationUri: z.unknown() }));
    expect(permissions).toHaveLength(integrations.length);
    expect(integrations.length).toBeGreaterThanOrEqual(lists.length);
    for (const { id, SourceArn } of permissions) expect(JSON.stringify(SourceArn), id).toMatch(/\/\*\/\*"/);
  });

  it('logs requests without query strings, paths and addresses, and throttles', () => {
    const [stage] = ofType(
      'AWS::ApiGatewayV2::Stage',
      z.object({
        AutoDeploy: z.boolean(),
        StageName: z.string(),
        AccessLogSettings: z.object({ DestinationArn: z.unknown(), Format: z.string() }),
        DefaultRouteSettings: z.unknown(),
      }),
    );
    expect(stage).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingBurstLimit: 200, ThrottlingRateLimit: 50 },
    });
    const variables = stage?.AccessLogSettings.Format.match(/\$context\.[\w.]+/g) ?? [];
    expect(variables.length).toBeGreaterThan(5);
    expect(variables.filter((name) => /path|query|ip$|sourceIp|userAgent|identity|claims|message/i.test(name))).toEqual(
      [],
    );
  });

  it('is the default host of API Gateway without a domain: good for a pilot', () => {
    const [api] = ofType('AWS::ApiGatewayV2::Api', z.object({ DisableExecuteApiEndpoint: z.boolean().optional() }));
    expect(api?.DisableExecuteApiEndpoint ?? false).toBe(false);
    for (const { PUBLIC_URL } of environments()) if (PUBLIC_URL) expect(target(PUBLIC_URL)).toBe(api?.id);
    for (const { PILOT } of environments()) expect([undefined, 'true']).toContain(PILOT);
  });

  it('is the domain alone, where there is one', () => {
    const own = templateWith({ domain: DOMAIN });
    for (const { PUBLIC_URL, PILOT } of environments(own)) {
      expect([undefined, 'https://badges.cedarhollow.example']).toContain(PUBLIC_URL);
      expect([undefined, 'false']).toContain(PILOT);
    }
    expect(
      ofType('AWS::ApiGatewayV2::Api', z.object({ DisableExecuteApiEndpoint: z.literal(true) }), own),
    ).toHaveLength(1);
    const Configuration = z.object({ CertificateArn: z.string(), SecurityPolicy: z.string() });
    const [name] = ofType(
      'AWS::ApiGatewayV2::DomainName',
      z.object({ DomainNameConfigurations: z.array(Configuration) }),
      own,
    );
    expect(name?.DomainNameConfigurations).toMatchObject([
      { CertificateArn: DOMAIN.certificateArn, SecurityPolicy: 'TLS_1_2' },
    ]);
    expect(ofType('AWS::ApiGatewayV2::ApiMapping', z.object({}), own)).toHaveLength(1);
  });
});
