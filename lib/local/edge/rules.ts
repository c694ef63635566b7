import { LocalProblem } from '../problem.ts';
import type { EventEnvelope, Rule } from './bus.ts';
import { compilePattern, type Matches } from './event-pattern.ts';

export interface ActiveRule extends Rule {
  arn: string;
  matches: Matches;
}

/** The rules of the template, in memory: they are read from it at every start. */
export function openRules(arnOf: (kind: string) => string, hasBus: (busName: string) => boolean) {
  const active = new Map<string, ActiveRule>();
  return {
    add: (rule: Rule) => {
      if (!hasBus(rule.busName)) {
        throw new LocalProblem(
          'unknown-bus',
          `Rule ${rule.name} listens on ${rule.busName}, which does not exist.`,
          'Create the bus first.',
        );
      }
      for (const { arn } of rule.targets) {
        if (!/^arn:[^:]+:(sqs|lambda):/.test(arn)) {
          throw new LocalProblem(
            'unsupported-target',
            `Rule ${rule.name} targets ${arn}.`,
            'Only queues and functions are played.',
          );
        }
      }
      const matches = compilePattern(rule.pattern);
      const key = rule.busName === 'default' ? rule.name : `${rule.busName}/${rule.name}`;
      active.set(key, { ...rule, arn: arnOf(`rule/${key}`), matches });
    },
    list: () => [...active.values()],
    matching: (busName: string, envelope: EventEnvelope) =>
      [...active.values()].filter((rule) => rule.busName === busName && rule.matches(envelope)),
  };
}
