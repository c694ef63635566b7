import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { newDataDir, raise, start } from './stage.ts';

async function withQueue(attributes = {}) {
  const stage = await raise();
  const { arn: deadLetterTargetArn, url: deadUrl } = stage.edges.queues.create('dead');
  const RedrivePolicy = { deadLetterTargetArn, maxReceiveCount: 2 };
  const { url: QueueUrl, arn } = stage.edges.queues.create('work', {
    VisibilityTimeout: 30,
    RedrivePolicy,
    ...attributes,
  });
  const send = (MessageBody: string) => stage.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const receive = async (url = QueueUrl) => {
    const command = new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['All'],
    });
    return (await stage.sqs.send(command)).Messages ?? [];
  };
  return { ...stage, QueueUrl, arn, deadUrl, send, receive };
}

describe('SQS', () => {
  it('carries a message with its attributes, whose MD5s the SDK accepts', async () => {
    const { sqs, QueueUrl } = await withQueue();
    const MessageAttributes = {
      reason: { DataType: 'String', StringValue: 'Grüße' },
      count: { DataType: 'Number', StringValue: '3' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 255]) },
    };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'háček', MessageAttributes }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
    expect(Messages).toHaveLength(1);
    expect(Messages?.[0]).toMatchObject({ MessageId: sent.MessageId, Body: 'háček', MessageAttributes });
    expect(Messages?.[0]?.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
    expect(Messages?.[0]?.Attributes).toBeUndefined();
  });

  it('computes the attribute MD5 that SQS documents', async () => {
    const { sqs, QueueUrl } = await withQueue();
    const MessageAttributes = { timestamp: { DataType: 'Number', StringValue: '1493147359900' } };
    const sent = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes }));
    // Known from SQS itself, as the test suites of its emulators hold it.
    expect(sent.MD5OfMessageAttributes).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('hides a received message for the visibility timeout, then shows it again', async () => {
    const { clock, send, receive } = await withQueue();
    await send('one');
    const [first] = await receive();
    expect(first?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SentTimestamp: String(start) });
    clock.advance(29);
    expect(await receive()).toEqual([]);
    clock.advance(1);
    expect((await receive())[0]?.Attributes).toMatchObject({
      ApproximateReceiveCount: '2',
      ApproximateFirstReceiveTimestamp: String(start),
    });
  });

  it('delays by the message or by the queue', async () => {
    const { clock, sqs, QueueUrl, send, receive, edges } = await withQueue({ DelaySeconds: 5 });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 60 }));
    await send('soon');
    expect(edges.queues.depths().work).toEqual({ visible: 0, inFlight: 0, delayed: 2 });
    expect(edges.queues.nextChangeAt()).toBe(start + 5_000);
    clock.advance(5);
    expect((await receive()).map((message) => message.Body)).toEqual(['soon']);
    expect(edges.queues.depths().work).toEqual({ visible: 0, inFlight: 1, delayed: 1 });
    expect(edges.queues.oldestAge('work')).toBe(5);
    clock.advance(55);
    expect((await receive()).map((message) => message.Body)).toContain('later');
  });

  it('gives a message received too often to the dead-letter queue, and moves it back when asked', async () => {
    const { clock, sqs, arn, send, receive, deadUrl, edges } = await withQueue();
    const { MessageId } = await send('poison');
    for (let time = 0; time < 2; time += 1) {
      expect(await receive()).toHaveLength(1);
      clock.advance(30);
    }
    expect(await receive()).toEqual([]);
    const [dead] = edges.queues.peek('dead');
    expect(dead).toMatchObject({ messageId: MessageId, body: 'poison', deadLetterSourceArn: arn, receiveCount: 0 });
    expect((await receive(deadUrl))[0]?.Attributes?.DeadLetterQueueSourceArn).toBe(arn);
    clock.advance(30);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: 'arn:aws:sqs:us-east-1:000000000000:dead' }));
    const [again] = await receive();
    expect(again?.Body).toBe('poison');
    expect(again?.MessageId).not.toBe(MessageId);
    expect(edges.queues.peek('dead')).toEqual([]);
  });

  it('deletes by the handle of the latest receive only', async () => {
    const { clock, sqs, QueueUrl, send, receive, edges } = await withQueue();
    await send('one');
    const [first] = await receive();
    clock.advance(30);
    const [second] = await receive();
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    expect(edges.queues.peek('work')).toHaveLength(1);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second?.ReceiptHandle }));
    expect(edges.queues.peek('work')).toEqual([]);
    const wrong = sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'nonsense' }));
    await expect(wrong).rejects.toMatchObject({ name: 'ReceiptHandleIsInvalid' });
  });

  it('changes visibility: longer, or back at once', async () => {
    const { clock, sqs, QueueUrl, send, receive } = await withQueue();
    await send('one');
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    const [first] = await receive();
    await change(first?.ReceiptHandle, 120);
    clock.advance(119);
    expect(await receive()).toEqual([]);
    await change(first?.ReceiptHandle, 0);
    await expect(change(first?.ReceiptHandle, 0)).rejects.toMatchObject({ name: /MessageNotInflight$/ });
    expect(await receive()).toHaveLength(1);
  });

  it('answers batches entry by entry', async () => {
    const { sqs, QueueUrl, receive } = await withQueue();
    const tooLong = 'x'.repeat(600_000);
    const Entries = [
      { Id: 'good', MessageBody: 'fine' },
      { Id: 'bad', MessageBody: 'a\u0001b' },
    ];
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(sent.Successful?.map((entry) => entry.Id)).toEqual(['good']);
    expect(sent.Failed).toMatchObject([{ Id: 'bad', Code: 'InvalidMessageContents', SenderFault: true }]);
    const [message] = await receive();
    const handles = [
      { Id: 'a', ReceiptHandle: message?.ReceiptHandle ?? '' },
      { Id: 'b', ReceiptHandle: 'nonsense' },
    ];
    const changing = handles.map((entry) => ({ ...entry, VisibilityTimeout: 60 }));
    const changed = await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: changing }));
    const deleted = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
    for (const answer of [changed, deleted]) {
      expect(answer.Successful?.map((entry) => entry.Id)).toEqual(['a']);
      expect(answer.Failed).toMatchObject([{ Id: 'b', Code: 'ReceiptHandleIsInvalid' }]);
    }
    const overflow = ['1', '2'].map((Id) => ({ Id, MessageBody: tooLong }));
    const batch = (entries: { Id: string; MessageBody: string }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }));
    await expect(batch(overflow)).rejects.toMatchObject({ name: /BatchRequestTooLong$/ });
    await expect(batch([])).rejects.toMatchObject({ name: /EmptyBatchRequest$/ });
    const same = [1, 2].map(() => ({ Id: 'same', MessageBody: 'x' }));
    await expect(batch(same)).rejects.toMatchObject({ name: /BatchEntryIdsNotDistinct$/ });
    const eleven = Array.from({ length: 11 }, (_, at) => ({ Id: `e${at}`, MessageBody: 'x' }));
    await expect(batch(eleven)).rejects.toMatchObject({ name: /TooManyEntriesInBatchRequest$/ });
  });

  it('holds the limits of a message', async () => {
    const { send, sqs, QueueUrl } = await withQueue();
    await expect(send('x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await send('x'.repeat(1_048_576));
    await expect(send('a\u0000b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
    const late = new SendMessageCommand({ QueueUrl, MessageBody: 'x', DelaySeconds: 901 });
    await expect(sqs.send(late)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const many = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 });
    await expect(sqs.send(many)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  it('forgets a message after its retention, counted from the first send', async () => {
    const { clock, send, edges } = await withQueue({ MessageRetentionPeriod: 3600 });
    await send('old');
    clock.advance(3599);
    expect(edges.queues.peek('work')).toHaveLength(1);
    clock.advance(1);
    expect(edges.queues.depths().work).toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  });

  it('tells about queues, and about ones that do not exist', async () => {
    const { sqs, QueueUrl, arn, send } = await withQueue();
    await send('one');
    expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'work' }))).QueueUrl).toBe(QueueUrl);
    expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'wo' }))).QueueUrls).toEqual([QueueUrl]);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({ QueueArn: arn, ApproximateNumberOfMessages: '1', VisibilityTimeout: '30' });
    expect(JSON.parse(Attributes?.RedrivePolicy ?? '')).toMatchObject({ maxReceiveCount: 2 });
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    const one = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
    );
    expect(one.Attributes).toEqual({ ApproximateNumberOfMessages: '0' });
    const missing = sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }));
    await expect(missing).rejects.toBeInstanceOf(QueueDoesNotExist);
  });

  it('wakes a long poll by the message it waits for', async () => {
    const { sqs, QueueUrl, edges } = await withQueue();
    const asked = new Promise<void>((resolve) => {
      edges.intercept((_request, forward) => {
        const answer = forward();
        resolve();
        return answer;
      });
    });
    const polling = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await asked;
    edges.queues.send('work', { body: 'awaited' });
    expect((await polling).Messages?.[0]?.Body).toBe('awaited');
  });

  it('keeps messages, their visibility and their handles over a restart', async () => {
    const dataDir = newDataDir();
    const before = await raise({ dataDir });
    before.edges.queues.create('work', { VisibilityTimeout: 30 });
    before.edges.queues.send('work', { body: 'held' });
    before.edges.queues.send('work', { body: 'waiting' });
    const [held] = before.edges.queues.receive('work', { max: 1 });
    await before.close();
    const { edges, clock } = await raise({ dataDir });
    expect(edges.queues.depths()).toEqual({ work: { visible: 1, inFlight: 1, delayed: 0 } });
    expect(edges.queues.find('work')?.attributes).toEqual({ VisibilityTimeout: 30 });
    edges.queues.remove('work', held?.receiptHandle ?? '');
    clock.advance(30);
    expect(edges.queues.receive('work').map((message) => message.body)).toEqual(['waiting']);
  });

  it('receives in another order when it is disturbed', async () => {
    const { edges, send, receive } = await withQueue();
    for (const body of ['1', '2', '3']) await send(body);
    edges.queues.disturb({ shuffle: (messages) => messages.toReversed() });
    expect((await receive()).map((message) => message.Body)).toEqual(['3', '2', '1']);
  });

  it('delivers late and loses deletions when it is disturbed', async () => {
    const { edges, clock, send } = await withQueue();
    edges.queues.disturb({
      delay: (_, body) => (body === 'late' ? 60 : 0),
      loseDeletion: (_, body) => body === 'again',
    });
    for (const body of ['late', 'again', 'once']) await send(body);
    const received = edges.queues.receive('work');
    for (const { receiptHandle } of received) edges.queues.remove('work', receiptHandle);
    expect(received.map(({ body }) => body)).toEqual(['again', 'once']);
    clock.advance(30);
    expect(edges.queues.receive('work').map(({ body }) => body)).toEqual(['again']);
    clock.advance(31);
    expect(edges.queues.receive('work').map(({ body }) => body)).toContain('late');
  });

  it('tells its watchers when something may be received', async () => {
    const { edges, send } = await withQueue();
    const told: string[] = [];
    const stop = edges.queues.watch((name) => told.push(name));
    await send('one');
    const [message] = edges.queues.receive('work');
    edges.queues.changeVisibility('work', message?.receiptHandle ?? '', 0);
    stop();
    await send('two');
    expect(told).toEqual(['work', 'work']);
  });

  it('refuses a FIFO queue', async () => {
    const { edges } = await raise();
    expect(() => edges.queues.create('line.fifo')).toThrow(expect.objectContaining({ code: 'unsupported-queue' }));
  });
});
