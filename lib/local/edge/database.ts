import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** One file for queues, events and mail, so that accepting an event and filling its queues is one transaction. */
const schema = `
  CREATE TABLE IF NOT EXISTS queues (name TEXT PRIMARY KEY, attributes TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL,
    attributes TEXT NOT NULL, sent_at INTEGER NOT NULL, visible_at INTEGER NOT NULL,
    receive_count INTEGER NOT NULL DEFAULT 0, first_received_at INTEGER, receipt TEXT, source_arn TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_at);
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, bus TEXT NOT NULL, accepted_at INTEGER NOT NULL, envelope TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS replays (
    name TEXT PRIMARY KEY, archive_arn TEXT NOT NULL, from_time INTEGER NOT NULL, to_time INTEGER NOT NULL,
    started_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS invocations (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, rule_arn TEXT NOT NULL, target_arn TEXT NOT NULL,
    body TEXT NOT NULL, dead_letter_arn TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS undelivered (
    id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, target_arn TEXT NOT NULL, body TEXT NOT NULL,
    reason TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL UNIQUE, mail TEXT NOT NULL) STRICT;
`;

interface Statement<Row> {
  all(...values: SQLInputValue[]): Row[];
  get(...values: SQLInputValue[]): Row | undefined;
  /** How many rows changed. */
  run(...values: SQLInputValue[]): number;
}

export interface Database {
  /** `Row` is what the statement's own column list says. */
  prepare<Row = never>(sql: string): Statement<Row>;
  /** All or nothing; inside another transaction it joins that one. */
  transaction<T>(work: () => T): T;
  /** Runs at once outside a transaction, after the commit inside one, never after a rollback. */
  afterCommit(action: () => void): void;
  close(): void;
}

/**
 * WAL with synchronous NORMAL: what was committed survives the kill of this process (a power cut may take the last
 * commits, which a development host can live with; FULL costs an fsync per message).
 */
export function openDatabase(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true });
  const sqlite = new DatabaseSync(join(dataDir, 'edges.sqlite'));
  sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  sqlite.exec(schema);
  let waiting: (() => void)[] = [];

  const transaction = <T>(work: () => T): T => {
    if (sqlite.isTransaction) return work();
    sqlite.exec('BEGIN IMMEDIATE');
    let result: T;
    try {
      result = work();
      sqlite.exec('COMMIT');
    } catch (error) {
      waiting = [];
      sqlite.exec('ROLLBACK');
      throw error;
    }
    const actions = waiting;
    waiting = [];
    for (const action of actions) action();
    return result;
  };

  return {
    prepare: <Row>(sql: string): Statement<Row> => {
      const statement = sqlite.prepare(sql);
      return {
        all: (...values) => statement.all(...values) as Row[],
        get: (...values) => statement.get(...values) as Row | undefined,
        run: (...values) => Number(statement.run(...values).changes),
      };
    },
    transaction,
    afterCommit: (action) => {
      if (sqlite.isTransaction) waiting.push(action);
      else action();
    },
    close: () => sqlite.close(),
  };
}
