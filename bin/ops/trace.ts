/** `trace`: one submission through every hop, and where it stands still. */
import { awardReader } from '../../functions/awards/read.ts';
import { credentialReader } from '../../functions/credentials/read.ts';
import type { EventItem } from '../../functions/platform/table/event-item.ts';
import { submissionReader } from '../../functions/submissions/read.ts';
import { type Command, type Context, Impossible, readArgs } from './command.ts';
import type { Deployment } from './deployment.ts';
import { type Hearer, hearersOf } from './hearers.ts';
import { inWords, mailsOf } from './mails-of.ts';
import { type ParkedMessage, putBack, take } from './parked-messages.ts';
import { isGivenUp, type OpsQueue, queuesOf } from './queue-list.ts';
import { type Story, statesIn, storyOf } from './story.ts';

export const trace: Command = {
  usage: 'ID',
  does: 'what became of a submission, receipt, award, credential, event or correlation id, hop by hop, and where it waits',
  async run(args, { deployment, say }) {
    const [id = ''] = readArgs(args, {}, [1, 1]).words;
    const found = await deployment();
    const searching = () => say('Nothing has this id as a key: the whole table is read for it.');
    const story = await storyOf(found, id, searching);
    if (!story) throw new Impossible(`Nothing is known of ${id}.`);
    for (const one of await statesIn(story)) {
      if (one) say(`submission ${one.submissionId}: ${one.state}, attempt ${one.attempt}, since ${one.changedAt}`);
    }
    await tellHops(found, story, say);
    if (found.stack) say(logQuery(found, story));
  },
};

/** What is known of all hops before the first is told. */
interface Scene {
  story: Story;
  hearers: readonly Hearer[];
  queues: readonly OpsQueue[];
  givenUp: readonly { queue: OpsQueue; message: ParkedMessage }[];
}

const tellHops = async (deployment: Deployment, story: Story, say: Context['say']) => {
  const queues = await queuesOf(deployment);
  const hearers = await hearersOf(deployment, queues);
  const scene: Scene = { story, hearers, queues, givenUp: await givenUpIn(deployment, queues) };
  for (const event of story.events) {
    say(headOf(event));
    if (event.waitingFor !== undefined)
      say('    not on the bus yet: the relay or, minutes later, the sweeper puts it there');
    for (const line of await hopsOf(scene, event)) say(`    ${line}`);
  }
};

const MOST_LOOKED_AT = 500;

const givenUpIn = async ({ sqs }: Deployment, queues: readonly OpsQueue[]): Promise<Scene['givenUp']> => {
  const found: { queue: OpsQueue; message: ParkedMessage }[] = [];
  for (const queue of queues.filter((one) => isGivenUp(one) && one.visible > 0)) {
    const messages = await take(sqs, queue, MOST_LOOKED_AT);
    await putBack(sqs, queue, messages);
    found.push(...messages.map((message) => ({ queue, message })));
  }
  return found;
};

const headOf = ({ detailType, detail: { metadata, data } }: EventItem) => {
  const attempt = data.attempt === undefined ? '' : ` attempt ${data.attempt}`;
  const reason = typeof data.reason === 'string' ? ` (${data.reason})` : '';
  return `${metadata.time}  ${typeOf(detailType)}${attempt}${reason}  event ${metadata.id}  correlation ${metadata.correlationId}`;
};

const typeOf = (detailType: string) => detailType.replace(/\.v\d+$/, '');

/** One line for each part that hears the event. */
const hopsOf = async (scene: Scene, event: EventItem): Promise<string[]> => {
  const heard = scene.hearers.filter(({ detailTypes }) => detailTypes.includes(event.detailType));
  const mails = await mailsOf(scene.story.table, event);
  const lines = await Promise.all(
    heard.filter(({ ignoresReplays }) => !ignoresReplays).map((one) => reactionLine(scene, event, one)),
  );
  const tellers = heard.filter(({ ignoresReplays }) => ignoresReplays);
  const standing = tellers.flatMap(({ part }) => whereOf(scene, event, part).map((where) => `${part}: ${where}`));
  if (mails && mails.length > 0) return [...lines, `mails: ${inWords(mails)}`, ...standing];
  return mails ? [...lines, 'mails: none yet', ...standing] : lines;
};

const reactionLine = async ({ story, ...scene }: Scene, event: EventItem, { part }: Hearer): Promise<string> => {
  const mark = await markOf(story, event, part);
  if (mark.left) return `${part}: ${mark.left}`;
  const where = whereOf({ story, ...scene }, event, part);
  if (where.length > 0) return `${part}: ${where.join('; ')}`;
  return `${part}: ${mark.expected ? 'NOTHING YET, and nothing waits: replay its hour' : 'leaves no mark of its own'}`;
};

/** Where a message about the event lies or may lie, by the queues. */
const whereOf = ({ queues, givenUp }: Scene, { detail }: EventItem, part: string): string[] => {
  const work = queues.find((queue) => queue.part === part && queue.kind === 'work');
  const mine = givenUp.filter(
    ({ queue, message }) =>
      message.eventId === detail.metadata.id && (queue.part === part || message.targetArn === work?.arn),
  );
  if (mine.length > 0) return mine.map(({ queue, message }) => `${queue.kind} (${message.reason})`);
  const waiting = work ? work.visible + work.inFlight + work.delayed : 0;
  return waiting > 0 ? [`${waiting} in its queue, this one perhaps`] : [];
};

interface Mark {
  left?: string | undefined;
  /** Whether one must be there in the end. */
  expected: boolean;
}

/** What a reaction leaves in the table: what follows from the event names it as its cause, the rest is state. */
const markOf = async ({ table, events }: Story, { detailType, detail }: EventItem, part: string): Promise<Mark> => {
  const { submissionId, awardId } = detail.data;
  const what = `${part} ${typeOf(detailType)}`;
  if (what === 'AwardsAwardBadge evidence.approved') {
    const approval = await awardReader(table).approval(String(submissionId));
    return { left: approval && `${approval.outcome}, award ${approval.awardId}`, expected: true };
  }
  if (what === 'CredentialsSignAssertion badge.awarded') {
    const credential = await credentialReader(table).ofAward(String(awardId));
    return { left: credential && `signed, credential ${credential.credentialId}`, expected: true };
  }
  if (part === 'SubmissionsMarkAwarded') {
    const submission = await submissionReader(table).get(String(submissionId));
    return { left: submission?.state === 'awarded' ? 'the submission is marked' : undefined, expected: true };
  }
  const caused = events.filter((one) => one.detail.metadata.causationId === detail.metadata.id);
  return { left: caused.map((one) => typeOf(one.detailType)).join(', ') || undefined, expected: false };
};

/** Lines of functions name ids; which ones depends on the function. */
const logQuery = ({ stack }: Deployment, { events, ids }: Story) => {
  const named = [...ids.values()].flatMap((each) => [...each]);
  const acts = events.map(({ detail }) => detail.metadata.correlationId);
  const pattern = [...new Set([...named, ...acts])].join('|');
  return `
Logs Insights, over the log groups that begin with ${stack}-:
  fields @timestamp, @log, level, code | filter @message like /${pattern}/ | sort @timestamp`;
};
