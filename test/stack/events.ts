import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { catalog } from '../../events/catalog.ts';
import { detailType, SOURCE } from '../../events/define-event.ts';
import { ofType, target } from './synthesized.ts';

/** Nobody inside hears these; they are for the district's own rules on the bus, and for the history. */
const FOR_OTHERS = [
  'endorsement.declined.v1',
  'endorsement.refused.v1',
  'endorsement.withdrawn.v1',
  'identity.released.v1',
  'portfolio.closed.v1',
  'portfolio.opened.v1',
  'post.attributed.v1',
  'post.dismissed.v1',
  'post.replayed.v1',
  'review.started.v1',
  'webhook-endpoint.added.v1',
  'webhook-endpoint.changed.v1',
  'webhook-endpoint.enabled.v1',
  'webhook-endpoint.removed.v1',
];

const rules = () =>
  ofType(
    'AWS::Events::Rule',
    z.object({
      EventBusName: z.unknown(),
      EventPattern: z.object({
        source: z.array(z.string()),
        'detail-type': z.array(z.string()).optional(),
        detail: z.unknown().optional(),
      }),
    }),
  );

describe('rules', () => {
  it('hears every event of the catalog, or leaves it to others on purpose', () => {
    const own = rules().filter(({ EventPattern }) => EventPattern.source.includes(SOURCE));
    const heard = own.flatMap(({ EventPattern }) => EventPattern['detail-type'] ?? []);
    expect([...new Set([...heard, ...FOR_OTHERS])].sort()).toEqual(catalog.map(detailType).sort());
    expect(FOR_OTHERS.filter((one) => heard.includes(one))).toEqual([]);
  });

  it('listens to our own bus for our own events, and to the default bus for mails of our configuration set', () => {
    const [bus] = ofType('AWS::Events::EventBus', z.object({}));
    for (const { id, EventBusName, EventPattern } of rules()) {
      if (EventPattern.source.includes('aws.ses')) {
        expect(EventBusName, id).toBe('default');
        expect(JSON.stringify(EventPattern.detail), id).toContain('ses:configuration-set');
      } else {
        expect(target(EventBusName), id).toBe(bus?.id);
        expect(EventPattern.source, id).toEqual([SOURCE]);
      }
    }
  });
});

describe('a replay of the archive', () => {
  const Policy = z.object({ PolicyDocument: z.unknown(), Roles: z.array(z.unknown()) });
  const Mapping = z.object({ EventSourceArn: z.unknown(), FunctionName: z.unknown() });

  /** Whether the function behind the queue of a rule may reach somebody outside by itself. */
  const reachesOut = (queue: string) => {
    const [mapping] = ofType('AWS::Lambda::EventSourceMapping', Mapping).filter(
      ({ EventSourceArn }) => target(EventSourceArn) === queue,
    );
    const [fn] = ofType('AWS::Lambda::Function', z.object({ Role: z.unknown() })).filter(
      ({ id }) => id === target(mapping?.FunctionName),
    );
    const policies = ofType('AWS::IAM::Policy', Policy).filter(({ Roles }) =>
      Roles.map(target).includes(target(fn?.Role)),
    );
    return policies.some(({ PolicyDocument }) => /"ses:Send\w*"/.test(JSON.stringify(PolicyDocument)));
  };

  it('comes to every reaction but those that send mail', () => {
    const Rule = z.object({
      EventPattern: z.looseObject({ source: z.array(z.string()) }),
      Targets: z.array(z.object({ Arn: z.unknown() })),
    });
    const own = ofType('AWS::Events::Rule', Rule).filter(({ EventPattern }) => EventPattern.source.includes(SOURCE));
    const ignoring = own.filter(({ EventPattern }) => 'replay-name' in EventPattern);
    for (const { id, EventPattern } of ignoring) expect(EventPattern['replay-name'], id).toEqual([{ exists: false }]);
    const sending = own.filter(({ Targets }) => Targets.some(({ Arn }) => reachesOut(target(Arn))));
    expect(sending.length).toBeGreaterThanOrEqual(4);
    const names = (rules: typeof own) => rules.map(({ id }) => id).sort();
    expect(names(sending).filter((id) => !names(ignoring).includes(id))).toEqual([]);
    expect(names(own).filter((id) => !names(ignoring).includes(id)).length).toBeGreaterThanOrEqual(3);
  });
});

describe('the bus', () => {
  it('keeps a year of our events for replay', () => {
    const [archive] = ofType('AWS::Events::Archive', z.object({ RetentionDays: z.int(), EventPattern: z.unknown() }));
    expect(archive).toMatchObject({ RetentionDays: 365, EventPattern: { source: [SOURCE] } });
  });

  it('is fed by the stream from its beginning, with new event items only', () => {
    const [stream] = ofType(
      'AWS::Lambda::EventSourceMapping',
      z.object({
        StartingPosition: z.string().optional(),
        BisectBatchOnFunctionError: z.boolean().optional(),
        MaximumRetryAttempts: z.int().optional(),
        FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }).optional(),
      }),
    ).filter(({ StartingPosition }) => StartingPosition !== undefined);
    expect(stream).toMatchObject({ StartingPosition: 'TRIM_HORIZON', BisectBatchOnFunctionError: true });
    expect(stream?.MaximumRetryAttempts).toBe(10);
    expect(JSON.parse(stream?.FilterCriteria?.Filters[0]?.Pattern ?? '')).toEqual({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { entity: { S: ['Event'] } } },
    });
  });
});
