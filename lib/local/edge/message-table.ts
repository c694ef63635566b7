import type { Database } from './database.ts';
import { digestOfAttributes, digestOfBody } from './message-digest.ts';
import type { MessageAttribute, QueueDepth, ReceivedMessage, WaitingMessage } from './queues.ts';

export interface MessageRow {
  id: number;
  message_id: string;
  body: string;
  attributes: string;
  sent_at: number;
  visible_at: number;
  receive_count: number;
  first_received_at: number | null;
  /** The handle of the latest receive. */
  receipt: string | null;
  /** The queue whose dead letter this is. */
  source_arn: string | null;
}

/** Every statement on messages; times are epoch ms. A message is in flight while hidden with a receipt, delayed while hidden without. */
export function openMessageTable(database: Database) {
  const select = (condition: string) =>
    database.prepare<MessageRow>(
      `SELECT id, message_id, body, attributes, sent_at, visible_at, receive_count, first_received_at, receipt, source_arn
       FROM messages WHERE queue = ? ${condition}`,
    );
  return {
    insert: database.prepare(
      'INSERT INTO messages (queue, message_id, body, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    all: select('ORDER BY id'),
    byId: select('AND id = ?'),
    visible: select('AND visible_at <= ? ORDER BY id LIMIT ?'),
    worn: select('AND visible_at <= ? AND receive_count >= ? ORDER BY id'),
    hide: database.prepare(
      `UPDATE messages SET visible_at = ?, receive_count = receive_count + 1, receipt = ?,
       first_received_at = coalesce(first_received_at, ?) WHERE id = ?`,
    ),
    reveal: database.prepare('UPDATE messages SET visible_at = ? WHERE id = ?'),
    // A standard queue keeps the message's id and age when it redrives, so retention counts from the first send.
    bury: database.prepare(
      `UPDATE messages SET queue = ?, source_arn = ?, visible_at = ?, receive_count = 0, receipt = NULL,
       first_received_at = NULL WHERE id = ?`,
    ),
    delete: database.prepare('DELETE FROM messages WHERE id = ?'),
    expire: database.prepare('DELETE FROM messages WHERE queue = ? AND sent_at <= ?'),
    purge: database.prepare('DELETE FROM messages WHERE queue = ?'),
    count: database.prepare<QueueDepth>(
      `SELECT count(*) FILTER (WHERE visible_at <= ?1) AS visible,
       count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NOT NULL) AS inFlight,
       count(*) FILTER (WHERE visible_at > ?1 AND receipt IS NULL) AS delayed FROM messages WHERE queue = ?2`,
    ),
    oldest: database.prepare<{ at: number | null }>('SELECT min(sent_at) AS at FROM messages WHERE queue = ?'),
    nextChange: database.prepare<{ at: number | null }>(
      'SELECT min(visible_at) AS at FROM messages WHERE visible_at > ?',
    ),
  };
}

export type MessageTable = ReturnType<typeof openMessageTable>;

export const attributesOf = (row: MessageRow): Record<string, MessageAttribute> => JSON.parse(row.attributes);

/** A row as its receiver sees it; `row` is from before this receive was counted. */
export function asReceived(row: MessageRow, receiptHandle: string, now: number, accountId: string): ReceivedMessage {
  const messageAttributes = attributesOf(row);
  const digest = digestOfAttributes(messageAttributes);
  return {
    messageId: row.message_id,
    receiptHandle,
    body: row.body,
    md5OfBody: digestOfBody(row.body),
    ...(digest === undefined ? {} : { md5OfMessageAttributes: digest }),
    attributes: {
      ApproximateReceiveCount: String(row.receive_count + 1),
      SentTimestamp: String(row.sent_at),
      ApproximateFirstReceiveTimestamp: String(row.first_received_at ?? now),
      SenderId: accountId,
      ...(row.source_arn === null ? {} : { DeadLetterQueueSourceArn: row.source_arn }),
    },
    messageAttributes,
  };
}

export const asWaiting = (row: MessageRow): WaitingMessage => ({
  messageId: row.message_id,
  body: row.body,
  messageAttributes: attributesOf(row),
  receiveCount: row.receive_count,
  sentAt: row.sent_at,
  visibleAt: row.visible_at,
  ...(row.source_arn === null ? {} : { deadLetterSourceArn: row.source_arn }),
});
