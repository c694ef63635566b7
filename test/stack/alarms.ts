import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { partOf, partsNamed } from '../../bin/ops/queue-list.ts';
import { ofType, target, template } from './synthesized.ts';

const runbook = readFileSync('docs/runbook.md', 'utf8');

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].flatMap(([, heading]) => (heading ? anchorOf(heading) : []));

const alarms = () =>
  ofType(
    'AWS::CloudWatch::Alarm',
    z.object({
      AlarmDescription: z.string(),
      AlarmActions: z.array(z.unknown()),
      OKActions: z.array(z.unknown()),
      TreatMissingData: z.string(),
    }),
  );
const linked = () =>
  alarms().map(({ AlarmDescription }) => /docs\/runbook\.md#(\S+)$/.exec(AlarmDescription)?.[1] ?? '');

describe('alarms', () => {
  it('says what it means for people, and links a section of the runbook that exists', () => {
    for (const [index, { id, AlarmDescription }] of alarms().entries()) {
      expect(AlarmDescription, id).toMatch(/^[A-Z].{20,}\. What to do: docs\/runbook\.md#/);
      expect(anchors, id).toContain(linked()[index]);
    }
  });

  it('goes to the alarm address, when it is raised and when it is over', () => {
    const [topic] = ofType('AWS::SNS::Topic', z.object({}));
    for (const { id, AlarmActions, OKActions } of alarms()) {
      expect(AlarmActions.map(target), id).toEqual([topic?.id]);
      expect(OKActions.map(target), id).toEqual([topic?.id]);
    }
    const [subscription] = ofType('AWS::SNS::Subscription', z.object({ Endpoint: z.string(), Protocol: z.string() }));
    expect(subscription).toMatchObject({ Protocol: 'email', Endpoint: 'platform-alarms@cedarhollow.example' });
  });

  it('lets CloudWatch publish, by TLS', () => {
    const [policy] = ofType('AWS::SNS::TopicPolicy', z.object({ PolicyDocument: z.unknown() }));
    expect(JSON.stringify(policy)).toContain('"Service":"cloudwatch.amazonaws.com"');
    expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
  });

  it('watches every queue: late where work waits, given up where it ends', () => {
    const watched = JSON.stringify(template().Resources);
    for (const { id } of ofType('AWS::SQS::Queue', z.object({}))) {
      expect(watched, id).toContain(`"Dimensions":[{"Name":"QueueName","Value":{"Fn::GetAtt":["${id}","QueueName"]}}]`);
    }
  });
});

describe('the runbook', () => {
  /** The parts of a section by name, in their order: `- **Means.** ...`, each to the next or to the end. */
  const partsOf = (section: string) =>
    [...section.matchAll(/^- \*\*(\w+)\.\*\* ([\s\S]*?)(?=^- \*\*|(?![\s\S]))/gm)].map(
      ([, name = '', text = '']) => [name, text] as const,
    );
  const sections = runbook.split(/^(?=##+ )/m).filter((section) => /^- \*\*(Means|Look|Mend)\.\*\*/m.test(section));

  it('has a section for each alarm, and no section of an alarm that is gone', () => {
    const titles = sections.map((section) => anchorOf(/^##+ (.+)$/m.exec(section)?.[1] ?? ''));
    expect(titles.sort()).toEqual(linked().sort());
  });

  it('says in each what it means for people, how to look, by a command, and how to mend', () => {
    for (const section of sections) {
      const parts = partsOf(section);
      expect(
        parts.map(([name]) => name),
        section,
      ).toEqual(['Means', 'Look', 'Mend']);
      const { Means = '', Look = '', Mend = '' } = Object.fromEntries(parts);
      // A sentence about people or what they miss, not about a machine's part.
      expect(Means, section).toMatch(/^[A-Z][^.]{20,}\./);
      expect(Means, section).not.toContain('`Accolade-');
      expect(Look, section).toMatch(/`(npm run ops -- \w|aws \w)/);
      expect(Mend.trim().length, section).toBeGreaterThan(20);
    }
  });

  it('names queues that the stack has, each by a name that means one', () => {
    const parts = ofType('AWS::SQS::Queue', z.object({})).map(({ id }) => partOf(id));
    const named = [...runbook.matchAll(/npm run ops -- (?:parked|redrive) ([a-z][\w-]+)/g)].map(
      ([, name = '']) => name,
    );
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(partsNamed([...new Set(parts)], name), name).toHaveLength(1);
  });

  it('links only to sections that exist', () => {
    const links = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });

  it('names only resources that the stack has', () => {
    const named = [...runbook.matchAll(/\bAccolade-([A-Za-z]+)/g)].map(([, prefix]) => prefix ?? '');
    const ids = Object.keys(template().Resources);
    expect(named.filter((prefix) => !ids.some((id) => id.startsWith(prefix)))).toEqual([]);
  });
});
