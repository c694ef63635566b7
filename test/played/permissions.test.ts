/**
 * Least privilege, held from both sides: whatever the functions ask of AWS in a story that takes every turn is allowed by
 * their own policies in the template, and whatever these allow is asked for. The local host itself refuses nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorAnswer, ServiceError } from '../../lib/local/edge/answers.ts';
import type { Intercept, OutboundRequest } from '../../lib/local/edge/exchange.ts';
import { ConnectionDropped } from '../../lib/local/edge/faults.ts';
import { endorse, takeBadgeTurns } from './badge-turns.ts';
import { type Call, callsOf } from './calls.ts';
import { grantsInWords, inWords, named } from './in-words.ts';
import { ofEntity } from './ledger.ts';
import { takeMailTurns } from './mail-turns.ts';
import { example, type Played, playStack } from './played-stack.ts';
import { type Allowed, allows, policiesOf } from './policies.ts';
import { privacyPage, storedAttributes } from './stored-attributes.ts';
import { visitor } from './visitor.ts';
import { sendAgainAndRemove, tellUntilDisabled } from './webhook-turns.ts';

let played: Played;
let policies: Allowed[];
const requests: OutboundRequest[] = [];
let calls: Call[] = [];
/** What goes wrong at the moment. */
let fault: Intercept | undefined;

beforeAll(async () => {
  played = await playStack(12);
  policies = policiesOf(played.host);
  played.host.edges.intercept((request, forward) => {
    requests.push(request);
    return fault ? fault(request, forward) : forward();
  });
  await everyTurn();
  played.host.edges.intercept(undefined);
  calls = requests.flatMap((request) => callsOf(played.host, request));
}, 300_000);
afterAll(() => played?.close());

const everyTurn = async () => {
  await writePrograms();
  await submitAndShare();
  await withdrawByBrowser();
  await postWhatIsNoSubmission();
  // Nobody has signed in to this program yet: account and member are bound on the way.
  await endorse(played, 'second');
  await takeBadgeTurns(played, played.earner(7), played.earner(8));
  await takeMailTurns(played, [played.earner(9), played.earner(11)], played.earner(10));
  await readStatusList();
  await loseAndFindAgain();
  await remindOwner();
  await sendAgainAndRemove(played, await tellUntilDisabled(played));
  await fillQueuesWithRubbish();
};

const during = async (disturbance: Intercept, act: () => Promise<void>) => {
  fault = disturbance;
  await act();
  fault = undefined;
};

/** A second program, and the owner of the first looks at it: for the first time, so that account and member are bound. */
const writePrograms = async () => {
  const { client, local, program } = played;
  const { deployment } = local.tokens;
  const sources = example.sources.map((source: { id: string }) => ({ ...source, id: `second-${source.id}` }));
  const path = '/v1/programs/second';
  await client.call(deployment, 'PUT', path, { ...example, id: 'second', sources });
  const [badge, ...badges] = example.badges;
  const changed = { badges: [{ ...badge, name: 'Second of its name' }, ...badges] };
  await client.call(deployment, 'PUT', path, { ...example, id: 'second', sources, ...changed });
  await client.call(deployment, 'POST', `${path}/sources/${sources[0].id}/secret`);
  await client.call(await played.token(played.member('owner')), 'GET', `/v1/programs/${program.id}`);
  await played.settle();
};

/** Returned, sent again, approved, awarded, shared and taken back; every mail is throttled on its way until it starts anew. */
const submitAndShare = async () => {
  const { client, program } = played;
  const teacher = played.earner(0);
  await during(throttlingEachMail(), async () => {
    await played.post(teacher);
    await played.settle();
    await played.decide(teacher, 'return');
    await played.award(teacher);
  });
  await played.post(played.earner(1));
  await played.decide(played.earner(1), 'deny');
  await client.call(await played.token(played.member('reviewer')), 'GET', `/v1/programs/${program.id}/submissions`);
  const [credential] = ofEntity(await played.items(), 'Credential');
  const mine = await played.token(teacher);
  await client.call(mine, 'POST', `/v1/awards/${credential?.awardId}/share`);
  await client.call(mine, 'DELETE', `/v1/awards/${credential?.awardId}/share`);
  await fetch(`${played.local.apiUrl}/programs/${program.id}/did.json`);
  await played.settle();
};

const readStatusList = async () => {
  await fetch(`${played.local.apiUrl}/programs/${played.program.id}/status/1`);
};

const isMail = ({ service, caller }: OutboundRequest) => service === 'ses' && !caller.startsWith('NoticesSettle');

/** Five times each: a message that is received more often than that is sent anew. */
const throttlingEachMail = (): Intercept => {
  const met = new Map<string, number>();
  return async (request, forward) => {
    if (!isMail(request)) return forward();
    const mail = `${request.caller} ${new URLSearchParams(request.body).get('Destinations.member.1')}`;
    const times = met.get(mail) ?? 0;
    met.set(mail, times + 1);
    if (times >= 5) return forward();
    return errorAnswer('ses', new ServiceError('Throttling', 'Maximum sending rate exceeded.'));
  };
};

/** Signed in by a browser, out and in again; then the owner lets the account go. */
const withdrawByBrowser = async () => {
  const { apiUrl } = played.local;
  const teacher = played.earner(2);
  await played.post(teacher);
  const { submissionId } = await played.submissionOf(teacher);
  const browser = visitor(played.host, teacher.addresses[0]);
  await browser.open(`${apiUrl}/submissions/${submissionId}`);
  const send = (path: string) =>
    browser.send(`${apiUrl}${path}`, { method: 'POST', headers: { origin: apiUrl }, body: new URLSearchParams() });
  expect((await send(`/submissions/${submissionId}/withdraw`)).status).toBeLessThan(400);
  expect((await send('/sign-out')).status).toBeLessThan(400);
  await browser.open(`${apiUrl}/submissions/${submissionId}`);
  const account = `/v1/programs/${played.program.id}/members/${teacher.employeeId}/identity`;
  await played.client.call(await played.token(played.member('owner')), 'DELETE', account, undefined, [204]);
  await played.settle();
};

/** In quarantine, where its owner sees it (whose mail is throttled) and a teacher does not; and kept unread. */
const postWhatIsNoSubmission = async () => {
  await during(throttlingEachMail(), async () => {
    await played.post(played.earner(3), 'msg_quarantined', { badge: 'no-such-badge' });
    await played.settle();
  });
  const quarantine = `/v1/programs/${played.program.id}/quarantine`;
  await played.client.call(await played.token(played.earner(6)), 'GET', quarantine, undefined, [403]);
  const owners = await played.token(played.member('owner'));
  const waiting = async (token: string) =>
    (await played.client.call(token, 'GET', quarantine)).posts as { receiptId: string }[];
  const [juggling] = await waiting(owners);
  await played.client.call(owners, 'POST', `${quarantine}/${juggling?.receiptId}/dismiss`, { dismissal: 'test' });
  await played.post(played.earner(9), 'msg_unknown', { earner: { employeeId: 'somebody-else' } });
  const [unknown] = await waiting(owners);
  const earner = { employeeId: played.earner(9).employeeId };
  await played.client.call(owners, 'POST', `${quarantine}/${unknown?.receiptId}/earner`, earner);
  await played.client.call(owners, 'POST', `${quarantine}/replay`);
  await played.client.post('msg_kept', { type: 'course.completed', data: {} }, new Date(played.host.clock.now()));
  await played.settle();
};

/** A mail whose sender dies, for the settler to find; an event that the bus refuses the relay, for the sweeper. */
const loseAndFindAgain = async () => {
  await during(
    async (request, forward) => {
      if (!isMail(request)) return forward();
      played.host.kill(request.caller);
      throw new ConnectionDropped('killed on purpose');
    },
    async () => {
      await played.post(played.earner(4));
      await played.settle();
    },
  );
  await played.later(30);
  await during(
    async ({ service }, forward) => {
      if (service !== 'events') return forward();
      return errorAnswer('events', new ServiceError('InternalException', 'Not now.', 500));
    },
    async () => {
      await played.post(played.earner(5));
      await played.settle();
    },
  );
  await played.later(10);
};

/** A day later the owner is told of what still waits; another day later nothing does. */
const remindOwner = async () => {
  await played.post(played.earner(9), 'msg_waits', { badge: 'no-such-badge' });
  await played.later(24 * 60);
  const owners = await played.token(played.member('owner'));
  const quarantine = `/v1/programs/${played.program.id}/quarantine`;
  for (const { receiptId } of (await played.client.call(owners, 'GET', quarantine)).posts as { receiptId: string }[])
    await played.client.call(owners, 'POST', `${quarantine}/${receiptId}/dismiss`, { dismissal: 'test' });
  await played.later(25 * 60);
};

/** What no reaction can read is parked at once. */
const fillQueuesWithRubbish = async () => {
  const { queues } = played.host.edges;
  const read = queues.list().filter(({ attributes }) => attributes.RedrivePolicy);
  for (const { name } of read) queues.send(name, { body: 'rubbish' });
  await played.settle();
};

/** What Lambda itself asks for with the function's role: the pollers of queues and of the stream, and the log. */
const LAMBDAS_OWN =
  /^\S+ (logs:\w+|dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)|sqs:(ReceiveMessage|DeleteMessage|GetQueueUrl|GetQueueAttributes|ChangeMessageVisibility)) /;

/** Granted although the story does not need it, and why. */
const IN_RESERVE: readonly [grant: RegExp, reason: string][] = [
  [
    /^(?!NoticesTell(?!Administrators))\S+ sqs:SendMessage \S+Queue\w+$/,
    'every subscriber may send a postponed message anew; only SES and KMS make one wait',
  ],
];

describe('what functions ask of AWS', () => {
  it('is allowed by their own policies', () => {
    expect(calls.length).toBeGreaterThan(500);
    expect(new Set(calls.map(({ caller }) => named(caller))).size).toBe(
      new Set(policies.map(({ caller }) => caller)).size,
    );
    const refused = calls.filter((call) => !policies.some((statement) => allows(statement, call)));
    expect([...new Set(refused.map(inWords))]).toEqual([]);
  });

  it('is all that these allow', () => {
    const asked = new Set(calls.flatMap((call) => [inWords(call), inWords({ ...call, context: {} })]));
    const granted = [...new Set(policies.flatMap(grantsInWords))];
    const reserved = (grant: string) => LAMBDAS_OWN.test(grant) || IN_RESERVE.some(([which]) => which.test(grant));
    expect(granted.filter((grant) => !asked.has(grant) && !reserved(grant))).toEqual([]);
  });

  it('would be refused to another function, in another partition, by another key', () => {
    const allowed = (call: Call) => policies.some((statement) => allows(statement, call));
    const find = (words: RegExp) => {
      const found = calls.find((call) => words.test(inWords(call)));
      if (!found) throw new Error(`Nobody asked for ${words}.`);
      return found;
    };
    const write = find(/^AwardsAwardBadge writes .* AWARD#$/);
    const signature = find(/ kms:Sign /);
    const sealed = find(/ kms:Decrypt /);
    const mail = find(/ ses:SendRawEmail /);
    expect([write, signature, sealed, mail].map(allowed)).toEqual([true, true, true, true]);
    expect(allowed({ ...write, context: { 'dynamodb:LeadingKeys': ['SESSION#guessed'] } })).toBe(false);
    expect(allowed({ ...write, action: 'dynamodb:DeleteItem' })).toBe(false);
    expect(allowed({ ...signature, caller: write.caller })).toBe(false);
    expect(allowed({ ...signature, context: { ...signature.context, 'kms:MessageType': ['DIGEST'] } })).toBe(false);
    expect(allowed({ ...sealed, context: {} })).toBe(false);
    expect(allowed({ ...mail, context: { 'ses:FromAddress': ['somebody@else.example'] } })).toBe(false);
  });
});

describe('what functions store', () => {
  it('is listed attribute by attribute in docs/privacy.md', async () => {
    const { common, items } = privacyPage();
    const stored = storedAttributes(requests, await played.items());
    expect([...stored.keys()].sort()).toEqual([...new Set(items.map(({ entity }) => entity))].sort());
    const unlisted = [...stored].flatMap(([entity, names]) => {
      const listed = items.filter((item) => item.entity === entity).flatMap(({ attributes }) => attributes);
      return [...names].filter((name) => ![...common, ...listed].includes(name)).map((name) => `${entity}.${name}`);
    });
    expect(unlisted).toEqual([]);
  });
});
