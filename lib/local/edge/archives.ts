import type { Clock } from '../clock.ts';
import { ServiceError } from './answers.ts';
import type { EventEnvelope, RuleTarget } from './bus.ts';
import type { Database } from './database.ts';
import { compilePattern, type Matches } from './event-pattern.ts';
import type { ActiveRule } from './rules.ts';

export interface Archive {
  name: string;
  arn: string;
  busName: string;
  busArn: string;
}

export interface ReplayRequest {
  name: string;
  archiveArn: string;
  /** Epoch ms; events from the first up to, not including, the last. */
  from: number;
  to: number;
  /** Rules to replay to; without them, all of the bus. */
  ruleArns?: readonly string[];
}

export interface Replay {
  name: string;
  arn: string;
  archiveArn: string;
  from: number;
  to: number;
  /** Epoch ms. */
  startedAt: number;
}

export interface Archives {
  /** An archive of the template: known from now on. What it holds is whatever its bus ever accepted. */
  create(archive: { name: string; busName: string; pattern?: unknown }): Archive;
  /** Throws the ServiceError `ResourceNotFoundException`. */
  need(nameOrArn: string): Archive;
  /** Delivers what the archive holds of that time again, marked as a replay. Done when it returns. */
  replay(request: ReplayRequest): Replay;
  replayed(name: string): Replay | undefined;
}

interface Bus {
  arnOf(resource: string): string;
  matching(busName: string, envelope: EventEnvelope): ActiveRule[];
  deliver(rule: ActiveRule, target: RuleTarget, envelope: EventEnvelope): void;
}

/** Archives in memory, as they are read from the template at every start; replays are kept: a name is good for one. */
export function openArchives(database: Database, clock: Clock, bus: Bus): Archives {
  const archives = new Map<string, Archive & { matches: Matches }>();
  const accepted = database.prepare<{ envelope: string }>('SELECT envelope FROM events WHERE bus = ? ORDER BY id');
  const insert = database.prepare(
    'INSERT INTO replays (name, archive_arn, from_time, to_time, started_at) VALUES (?, ?, ?, ?, ?)',
  );
  const select = database.prepare<Omit<Replay, 'arn'>>(
    `SELECT name, archive_arn AS archiveArn, from_time AS "from", to_time AS "to", started_at AS startedAt
     FROM replays WHERE name = ?`,
  );
  const replayed: Archives['replayed'] = (name) => {
    const found = select.get(name);
    return found && { ...found, arn: bus.arnOf(`replay/${name}`) };
  };
  const need = (nameOrArn: string) => {
    const found = archives.get(nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1));
    if (found === undefined) {
      throw new ServiceError('ResourceNotFoundException', `Archive ${nameOrArn} does not exist.`);
    }
    return found;
  };

  const held = ({ busName, matches }: Archive & { matches: Matches }, { from, to }: ReplayRequest) =>
    accepted
      .all(busName)
      .map(({ envelope }): EventEnvelope => JSON.parse(envelope))
      .filter(({ time }) => Date.parse(time) >= from && Date.parse(time) < to)
      .filter(matches);

  return {
    create: ({ name, busName, pattern }) => {
      const arns = { arn: bus.arnOf(`archive/${name}`), busArn: bus.arnOf(`event-bus/${busName}`) };
      const matches = pattern === undefined ? () => true : compilePattern(pattern);
      archives.set(name, { name, busName, ...arns, matches });
      return { name, busName, ...arns };
    },
    need,
    replayed,
    replay: (request) =>
      database.transaction(() => {
        const { name, archiveArn, from, to, ruleArns } = request;
        const archive = need(archiveArn);
        if (replayed(name)) throw new ServiceError('ResourceAlreadyExistsException', `Replay ${name} already exists.`);
        for (const envelope of held(archive, request)) {
          const again = { ...envelope, 'replay-name': name };
          for (const rule of bus.matching(archive.busName, again)) {
            if (ruleArns && !ruleArns.includes(rule.arn)) continue;
            for (const target of rule.targets) bus.deliver(rule, target, again);
          }
        }
        const startedAt = clock.now();
        insert.run(name, archive.arn, from, to, startedAt);
        return { name, arn: bus.arnOf(`replay/${name}`), archiveArn: archive.arn, from, to, startedAt };
      }),
  };
}
