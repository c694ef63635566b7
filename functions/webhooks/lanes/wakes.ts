/** The message that has somebody look into a lane. It says that there may be something to do, never what: repeated, it is harmless. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { Slug } from '../../../events/ids.ts';
import type { Reaction } from '../../platform/consume.ts';
import { Unprocessable } from '../../platform/errors.ts';

const Wake = z.object({ programId: Slug, endpointId: z.uuid() });
export type Wake = z.infer<typeof Wake>;

const DETAIL_TYPE = 'webhook-lane.due';

/** What is due within this time is waited for in the queue; what is due later is found by the timetable. In seconds. */
export const QUEUED_AHEAD = 360;

/** `after`: so many seconds from now. */
export type SendWake = (wake: Wake, after?: number) => Promise<void>;

/** Into the queue of the sender, in the shape in which events come there. */
export const wakesInto =
  (QueueUrl: string, client = new SQSClient({})): SendWake =>
  async ({ programId, endpointId }, after = 0) => {
    const MessageBody = JSON.stringify({ 'detail-type': DETAIL_TYPE, detail: { programId, endpointId } });
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: Math.ceil(after) }));
  };

export const onWake = (work: (wake: Wake) => Promise<void>): Reaction => ({
  detailType: DETAIL_TYPE,
  handle: (detail) => {
    const wake = Wake.safeParse(detail).data;
    if (!wake) throw new Unprocessable('wake-unreadable', { message: 'A wake names no program or no endpoint.' });
    return work(wake);
  },
});
