/**
 * `replay`: events of a time once more, from the archive of the bus. Whoever keeps something by events takes them and finds it
 * done; mails and requests to others do not hear them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeArchiveCommand,
  DescribeReplayCommand,
  type DescribeReplayResponse,
  type EventBridgeClient,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { type Command, type Context, Impossible, Misused, readArgs } from './command.ts';
import { type Deployment, resource } from './deployment.ts';
import { type Hearer, hearersOf } from './hearers.ts';
import { queuesOf } from './queue-list.ts';

export const replay: Command = {
  usage: '--from TIME --to TIME [--event TYPE...] [--dry-run] | --look NAME',
  does: 'events of a time once more, from the archive: nobody is mailed again; --look tells how far a replay is',
  async run(args, context) {
    const { values } = readArgs(
      args,
      {
        from: { type: 'string' },
        to: { type: 'string' },
        event: { type: 'string', multiple: true, default: [] },
        'dry-run': { type: 'boolean', default: false },
        look: { type: 'string' },
      },
      [0, 0],
    );
    const deployment = await context.deployment();
    if (values.look !== undefined) return look(deployment.events, values.look, context);
    const window = { from: timeOf(values.from), to: timeOf(values.to) };
    if (window.from >= window.to) throw new Misused();
    await start(deployment, context, window, values.event, values['dry-run']);
  },
};

interface Window {
  from: Date;
  to: Date;
}

/** An event may be so late in the archive, says AWS. */
const ARCHIVED_AFTER_MS = 10 * 60_000;

const timeOf = (text: string | undefined): Date => {
  const time = new Date(text ?? '');
  if (Number.isNaN(time.getTime())) throw new Misused();
  return time;
};

const start = async (
  deployment: Deployment,
  context: Context,
  { from, to }: Window,
  types: readonly string[],
  dryRun: boolean,
) => {
  const { say, now } = context;
  const hearers = (await hearersOf(deployment, await queuesOf(deployment))).filter(hearsAny(types));
  const takers = hearers.filter(({ ignoresReplays }) => !ignoresReplays);
  say(`What happened from ${from.toISOString()} until before ${to.toISOString()}, once more:`);
  for (const one of hearers) say(lineOf(one));
  if (types.length > 0) say('A rule gets all that it hears, not the named events alone.');
  if (now().getTime() - to.getTime() < ARCHIVED_AFTER_MS) say('The last ten minutes may not be in the archive yet.');
  if (takers.length === 0) throw new Impossible('Nobody takes these events from an archive.');
  if (dryRun) return say('Nothing was replayed.');
  const { physicalId: ArchiveName } = resource(deployment, 'AWS::Events::Archive', '');
  const archive = await deployment.events.send(new DescribeArchiveCommand({ ArchiveName }));
  const ReplayName = `ops-${now().toISOString().replaceAll(/[:.]/g, '-')}`;
  await deployment.events.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: archive.ArchiveArn,
      EventStartTime: from,
      EventEndTime: to,
      // Named one by one: rules of others on the bus hear nothing twice.
      Destination: { Arn: archive.EventSourceArn, FilterArns: takers.map(({ ruleArn }) => ruleArn) },
    }),
  );
  await look(deployment.events, ReplayName, context);
};

const hearsAny =
  (types: readonly string[]) =>
  ({ detailTypes }: Hearer) =>
    types.length === 0 || detailTypes.some((heard) => types.includes(heard) || types.includes(withoutVersion(heard)));

const withoutVersion = (detailType: string) => detailType.replace(/\.v\d+$/, '');

const lineOf = ({ part, ignoresReplays, detailTypes }: Hearer) =>
  `  ${part} ${ignoresReplays ? 'ignores' : 'takes'} ${detailTypes.map(withoutVersion).join(', ')}`;

const OVER = ['COMPLETED', 'FAILED', 'CANCELLED'];
const LOOKS = 10;

/** Looks until it is over, for some seconds. */
const look = async (events: EventBridgeClient, ReplayName: string, { say }: Context) => {
  for (let times = 1; ; times++) {
    const found = await events.send(new DescribeReplayCommand({ ReplayName }));
    const over = OVER.includes(found.State ?? '');
    if (over || times === LOOKS) return say(progress(ReplayName, found, over));
    await sleep(1000);
  }
};

const progress = (
  name: string,
  { State, StateReason, EventLastReplayedTime }: DescribeReplayResponse,
  over: boolean,
) => {
  const last = EventLastReplayedTime ? `, up to ${EventLastReplayedTime.toISOString()}` : '';
  const next = over ? 'npm run ops -- queues' : `npm run ops -- replay --look ${name}`;
  return `${name}: ${State}${StateReason ? ` (${StateReason})` : ''}${last}. Look: ${next}`;
};
