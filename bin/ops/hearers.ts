/** Which parts of the stack hear which events of its bus: what the rules say that are deployed. */
import { ListRulesCommand, ListTargetsByRuleCommand, type Rule } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { type Deployment, resource } from './deployment.ts';
import type { OpsQueue } from './queue-list.ts';

export interface Hearer {
  part: string;
  ruleArn: string;
  /** Names with their version, such as badge.awarded.v1. */
  detailTypes: readonly string[];
  /** Mails and requests to others: an event from the archive never comes to it. */
  ignoresReplays: boolean;
}

const Pattern = z.object({
  'detail-type': z.array(z.string()).default([]),
  'replay-name': z.array(z.object({ exists: z.literal(false) })).optional(),
});

/** The rules of others on the same bus are left out: they are no part of the stack. */
export const hearersOf = async (deployment: Deployment, queues: readonly OpsQueue[]): Promise<Hearer[]> => {
  const { physicalId: EventBusName } = resource(deployment, 'AWS::Events::EventBus', '');
  const rules: Rule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await deployment.events.send(new ListRulesCommand({ EventBusName, NextToken }));
    rules.push(...(page.Rules ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  const heard = await Promise.all(rules.map((rule) => hearer(deployment, queues, EventBusName, rule)));
  return heard.filter((one) => one !== undefined).toSorted((one, other) => one.part.localeCompare(other.part));
};

const hearer = async (
  { events }: Deployment,
  queues: readonly OpsQueue[],
  EventBusName: string,
  { Name, Arn, EventPattern, ManagedBy }: Rule,
): Promise<Hearer | undefined> => {
  // An archive's own rule.
  if (ManagedBy || !Name || !Arn || !EventPattern) return undefined;
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName }));
  const queue = queues.find(({ arn }) => Targets.some((target) => target.Arn === arn));
  if (!queue) return undefined;
  const pattern = Pattern.parse(JSON.parse(EventPattern));
  return {
    part: queue.part,
    ruleArn: Arn,
    detailTypes: pattern['detail-type'],
    ignoresReplays: pattern['replay-name'] !== undefined,
  };
};
