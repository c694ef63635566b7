/** The operators' commands, against the played stack: what was given up is seen, sent once more and done; a story is traced; a replay does no harm. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../bin/ops/commands.ts';
import { type Deployment, localDeployment } from '../../bin/ops/deployment.ts';
import { errorAnswer, ServiceError } from '../../lib/local/edge/answers.ts';
import type { Intercept } from '../../lib/local/edge/exchange.ts';
import { type Item, ofEntity, stateOf } from './ledger.ts';
import { type Played, playStack } from './played-stack.ts';

let played: Played;
let localFile: string;
let deployment: Deployment;

beforeAll(async () => {
  played = await playStack(3);
  localFile = join(played.dataDir, 'local.json');
  deployment = localDeployment(localFile);
  await played.award(played.earner(0));
});
afterAll(() => played?.close());

/** What a command says. */
const ops = async (name: string, ...args: string[]): Promise<string> => {
  const lines: string[] = [];
  const now = () => new Date(played.host.clock.now());
  const context = { say: (line: string) => lines.push(line), deployment: async () => deployment, localFile, now };
  await commands[name]?.run(args, context);
  return lines.join('\n');
};

const credentialsOf = async () => ofEntity(await played.items(), 'Credential').length;
const mailsSent = () => played.host.edges.mail.sent().length;
const eventOf = async (
  type: string,
): Promise<Item & { detail: { metadata: { id: string; correlationId: string } } }> => {
  const found = ofEntity(await played.items(), 'Event').find(({ detailType }) => detailType === `${type}.v1`);
  return found as never;
};
const queueOf = (prefix: string) => played.host.resolve(played.host.find('AWS::SQS::Queue', prefix), 'QueueName');

const keysForbidden: Intercept = async (request, forward) =>
  request.operation === 'Sign'
    ? errorAnswer('kms', new ServiceError('AccessDeniedException', 'Not for you.'))
    : forward();

describe('trace', () => {
  it('tells every hop of a story, by any of its ids, and names nobody', async () => {
    const { submissionId } = await played.submissionOf(played.earner(0));
    const [credential] = ofEntity(await played.items(), 'Credential');
    const [attempt] = ofEntity(await played.items(), 'Attempt');
    const told = await ops('trace', submissionId);
    expect(told).toContain(`submission ${submissionId}: awarded, attempt 1`);
    const types = [...told.matchAll(/^2\S+ {2}(\S+)/gm)].map(([, type]) => type);
    expect(types.toSorted()).toEqual([
      'assertion.signed',
      'badge.awarded',
      'evidence.approved',
      'review.started',
      'submission.created',
    ]);
    expect(told).toContain(`AwardsAwardBadge: awarded, award ${credential?.awardId}`);
    expect(told).toContain(`CredentialsSignAssertion: signed, credential ${credential?.credentialId}`);
    expect(told).toContain('SubmissionsMarkAwarded: the submission is marked');
    expect(told).toMatch(/mails: 1 x submission-received sent, \d x review-wanted sent/);
    expect(told).toMatch(/mails: 1 x badge-awarded sent, \d x award-notice sent/);
    expect(told).not.toMatch(/NOTHING YET|none yet|not on the bus|perhaps/);
    expect(await ops('trace', String(credential?.credentialId))).toBe(told);
    const { correlationId } = (await eventOf('evidence.approved')).detail.metadata;
    for (const id of [correlationId, String(attempt?.receiptId)]) {
      expect(await ops('trace', id)).toBe(`Nothing has this id as a key: the whole table is read for it.\n${told}`);
    }
    for (const { name, addresses, employeeId } of played.program.members) {
      for (const personal of [name, employeeId, ...addresses]) expect(told).not.toContain(personal);
    }
    await expect(ops('trace', 'nobody-knows')).rejects.toThrow('Nothing is known of nobody-knows.');
  });
});

describe('trace of a post in quarantine', () => {
  it('begins with its receipt, and tells who was told of it', async () => {
    const { body } = await played.post(played.earner(2), 'msg_odd', { badge: 'no-such-badge' });
    await played.settle();
    const told = await ops('trace', String(body.receiptId));
    expect(told).toContain('post.quarantined (unknown-badge)');
    expect(told).toContain('mails: 1 x posts-waiting sent, 1 x post-set-aside sent');
  });
});

describe('what was given up', () => {
  it('is nothing at first', async () => {
    expect(await ops('queues')).toMatch(/Nothing was given up\.$/);
    expect(await ops('parked')).toBe('Nothing was given up.');
  });

  it('is seen with its reason, is told by a dry run, goes back to its queue, and is done', async () => {
    const teacher = played.earner(1);
    played.host.edges.intercept(keysForbidden);
    await played.award(teacher);
    played.host.edges.intercept(undefined);
    played.host.edges.queues.send(queueOf('CredentialsSignAssertionQueue'), { body: 'rubbish' });
    await played.settle();
    const { submissionId } = await played.submissionOf(teacher);
    const before = await credentialsOf();
    expect(await ops('queues')).toMatch(/CredentialsSignAssertion +parked +2 +0 +0 +\d+ \w+ +<- given up/);
    const listed = await ops('parked', 'sign-assertion');
    expect(listed).toMatch(new RegExp(`gave-up {2}badge.awarded.v1 .*submissionId ${submissionId}`));
    expect(listed).toContain('message-unreadable  unreadable');
    expect(listed).not.toContain(teacher.employeeId);
    expect(await ops('trace', submissionId)).toContain('CredentialsSignAssertion: parked (gave-up)');

    const dry = await ops('redrive', 'sign-assertion', '--reason', 'gave-up', '--dry-run');
    expect(dry).toContain('would send 1 x badge.awarded.v1 (gave-up) to CredentialsSignAssertion');
    expect(played.host.edges.queues.peek(queueOf('CredentialsSignAssertionParked'))).toHaveLength(2);

    expect(await ops('redrive', 'sign-assertion', '--reason', 'gave-up')).toContain('1 sent. 1 more stay');
    await played.settle();
    expect(await credentialsOf()).toBe(before + 1);
    expect(await ops('trace', submissionId)).toContain('CredentialsSignAssertion: signed');
    expect(await ops('parked')).toContain('CredentialsSignAssertion (parked): 1');
  });

  it('stays where it is, as long as it cannot be sent', async () => {
    const parked = queueOf('CredentialsSignAssertionParked');
    played.host.edges.intercept(async (request, forward) =>
      request.operation === 'SendMessage'
        ? errorAnswer('sqs', new ServiceError('AccessDenied', 'Not now.', 403))
        : forward(),
    );
    await expect(ops('redrive', 'sign-assertion')).rejects.toThrow('Not now.');
    played.host.edges.intercept(undefined);
    expect(played.host.edges.queues.peek(parked)).toHaveLength(1);
  });

  it('goes to the queue that it was for, where a rule could not deliver it', async () => {
    const { envelope } =
      played.host.edges.bus.events().find((one) => /approved/.test(one.envelope['detail-type'])) ?? {};
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const TARGET_ARN = text(played.host.resolve(played.host.find('AWS::SQS::Queue', 'AwardsAwardBadgeQueue'), 'Arn'));
    const told = { TARGET_ARN, RULE_ARN: text('arn:rule'), ERROR_CODE: text('NO_PERMISSIONS') };
    const undelivered = queueOf('BackboneUndelivered');
    played.host.edges.queues.send(undelivered, { body: JSON.stringify(envelope), messageAttributes: told });
    const before = await stateOf(played.host);
    expect(await ops('queues')).toMatch(/BackboneUndelivered +undelivered +1 .*<- given up/);
    expect(await ops('redrive', 'undelivered')).toContain(
      'sent 1 x evidence.approved.v1 (NO_PERMISSIONS) to AwardsAwardBadge',
    );
    await played.settle();
    expect(played.host.edges.queues.peek(undelivered)).toEqual([]);
    expect(await stateOf(played.host)).toEqual(before);
  });
});

describe('a replay', () => {
  const all = ['--from', '2020-01-01T00:00:00Z', '--to', '2099-01-01T00:00:00Z'];
  const runsOf = (part: string) =>
    Object.entries(played.host.invocations())
      .filter(([logicalId]) => logicalId.startsWith(part))
      .reduce((sum, [, runs]) => sum + runs, 0);

  it('comes to those who keep something by events and changes nothing; nobody is mailed, or even asked to', async () => {
    const before = { state: await stateOf(played.host), mails: mailsSent() };
    const told = runsOf('NoticesTell');
    const awarded = runsOf('AwardsAwardBadge');
    const dry = await ops('replay', ...all, '--dry-run');
    expect(dry).toContain('NoticesTellEarner ignores');
    expect(dry).toMatch(/Nothing was replayed\.$/);
    expect(runsOf('AwardsAwardBadge')).toBe(awarded);
    expect(await ops('replay', ...all)).toMatch(/ops-\S+: COMPLETED/);
    await played.settle();
    expect(runsOf('AwardsAwardBadge')).toBeGreaterThan(awarded);
    expect(runsOf('NoticesTell')).toBe(told);
    expect({ state: await stateOf(played.host), mails: mailsSent() }).toEqual(before);
  });

  it('comes to the rules alone that hear the named events', async () => {
    played.host.clock.advance(1000);
    const [awarded, signed] = [runsOf('AwardsAwardBadge'), runsOf('CredentialsSignAssertion')];
    expect(await ops('replay', ...all, '--event', 'evidence.approved')).toContain('AwardsAwardBadge takes');
    await played.settle();
    expect(runsOf('AwardsAwardBadge')).toBeGreaterThan(awarded);
    expect(runsOf('CredentialsSignAssertion')).toBe(signed);
    await expect(ops('replay', ...all, '--event', 'review.started')).rejects.toThrow('Nobody takes these events');
  });

  it('takes what happened in its time alone', async () => {
    played.host.clock.advance(1000);
    const awarded = runsOf('AwardsAwardBadge');
    await ops('replay', '--from', '2020-01-01T00:00:00Z', '--to', '2020-01-02T00:00:00Z');
    await played.settle();
    expect(runsOf('AwardsAwardBadge')).toBe(awarded);
  });
});

describe('the command line', () => {
  const run = (...args: string[]) => promisify(execFile)(process.execPath, ['bin/ops/run.ts', ...args]);

  it('finds the deployment by its file', async () => {
    const { stdout } = await run('--local', localFile, 'queues');
    expect(stdout).toContain('AwardsAwardBadge');
  });

  it('tells how it is used', async () => {
    await expect(run('queues', '--no-such-option')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Usage:/),
    });
    await expect(run('--local', '/nowhere/local.json', 'queues')).rejects.toMatchObject({ code: 1 });
  });
});
