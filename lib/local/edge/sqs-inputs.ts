import * as z from 'zod';

const attributes = z
  .record(
    z.string().regex(/^[A-Za-z0-9_.-]{1,256}$/),
    z.object({
      DataType: z.string().regex(/^(String|Number|Binary)(\..+)?$/),
      StringValue: z.string().min(1).optional(),
      BinaryValue: z.string().min(1).optional(),
    }),
  )
  .refine((all) => Object.keys(all).length <= 10, 'at most 10 message attributes')
  .optional();
const visibility = z.int().min(0).max(43_200);
const names = z.array(z.string()).default([]);
const message = {
  MessageBody: z.string(),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageAttributes: attributes,
};
const handle = { ReceiptHandle: z.string() };

export const ofQueue = z.object({ QueueUrl: z.string() });
const batchOf = <Shape extends z.ZodRawShape>(entry: Shape) =>
  ofQueue.extend({ Entries: z.array(z.object({ Id: z.string(), ...entry })).default([]) });

/** What each SQS operation is told, with SQS's own limits (seconds, counts). */
export const inputs = {
  send: ofQueue.extend(message),
  sendBatch: batchOf(message),
  receive: ofQueue.extend({
    MaxNumberOfMessages: z.int().min(1).max(10).default(1),
    VisibilityTimeout: visibility.optional(),
    WaitTimeSeconds: z.int().min(0).max(20).optional(),
    AttributeNames: names,
    MessageSystemAttributeNames: names,
    MessageAttributeNames: names,
  }),
  delete: ofQueue.extend(handle),
  deleteBatch: batchOf(handle),
  change: ofQueue.extend({ ...handle, VisibilityTimeout: visibility }),
  changeBatch: batchOf({ ...handle, VisibilityTimeout: visibility }),
  byName: z.object({ QueueName: z.string() }),
  attributesOf: ofQueue.extend({ AttributeNames: names }),
  list: z.object({ QueueNamePrefix: z.string().default('') }),
  move: z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() }),
};

export type SendInput = Omit<z.infer<typeof inputs.send>, 'QueueUrl'>;
export type ReceiveInput = z.infer<typeof inputs.receive>;
