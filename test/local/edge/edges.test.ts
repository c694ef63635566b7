import {
  ListTablesCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendEmailCommand } from '@aws-sdk/client-ses';
import { AddPermissionCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it, vi } from 'vitest';
import { errorAnswer, ServiceError } from '../../../lib/local/edge/answers.ts';
import type { OutboundRequest } from '../../../lib/local/edge/exchange.ts';
import { ConnectionDropped } from '../../../lib/local/edge/faults.ts';
import { clientsOf, listener, raise } from './stage.ts';

const Entries = [{ Source: 'accolade', DetailType: 'badge.awarded', Detail: '{}' }];

describe('the edge', () => {
  it('tells an intercept who asks what of whom', async () => {
    const { edges, sqs, events, ses } = await raise({}, 'AwardBadge0A1B');
    const { url: QueueUrl } = edges.queues.create('work');
    const seen: OutboundRequest[] = [];
    edges.intercept((request, forward) => {
      seen.push(request);
      return forward();
    });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    await events.send(new PutEventsCommand({ Entries }));
    await clientsOf(edges, 'OtherFunction').sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const Message = { Subject: { Data: 's' }, Body: { Text: { Data: 't' } } };
    await ses
      .send(new SendEmailCommand({ Source: 'a@b.example', Destination: { ToAddresses: ['c@d.example'] }, Message }))
      .catch(() => {});
    expect(seen.map(({ caller, service, operation }) => `${caller} ${service} ${operation}`)).toEqual([
      'AwardBadge0A1B sqs SendMessage',
      'AwardBadge0A1B events PutEvents',
      'OtherFunction sqs ReceiveMessage',
      'AwardBadge0A1B ses SendEmail',
    ]);
    expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ Entries });
    expect(Object.keys(seen[0] ?? {}).sort()).toEqual(['body', 'caller', 'operation', 'service']);
  });

  it('answers an error in place of the service', async () => {
    const { edges, sqs, ses, dynamodb } = await raise();
    const { url: QueueUrl } = edges.queues.create('work');
    edges.intercept(async ({ service }) =>
      errorAnswer(service, new ServiceError('ThrottlingException', 'Rate exceeded.')),
    );
    const refused = { name: 'ThrottlingException' };
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject(refused);
    await expect(dynamodb.send(new ListTablesCommand({}))).rejects.toMatchObject(refused);
    const mail = { Source: 'a@b.example', Destination: {}, Message: { Subject: { Data: 's' }, Body: {} } };
    await expect(ses.send(new SendEmailCommand(mail))).rejects.toMatchObject(refused);
    edges.intercept(undefined);
    expect(edges.queues.peek('work')).toEqual([]);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    expect(edges.queues.peek('work')).toHaveLength(1);
  });

  it('delays an answer until the intercept lets it go', async () => {
    const { edges, sqs } = await raise();
    const { url: QueueUrl } = edges.queues.create('work');
    const gate = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    edges.intercept(async (_request, forward) => {
      reached.resolve();
      await gate.promise;
      return forward();
    });
    let isAnswered = false;
    const sending = sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })).then(() => {
      isAnswered = true;
    });
    await reached.promise;
    expect([isAnswered, edges.queues.peek('work')]).toEqual([false, []]);
    gate.resolve();
    await sending;
    expect(edges.queues.peek('work')).toHaveLength(1);
  });

  it('drops the connection before or after the service heard the request', async () => {
    const { edges, sqs } = await raise();
    const { url: QueueUrl } = edges.queues.create('work');
    const send = () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
    edges.intercept(() => Promise.reject(new ConnectionDropped('before')));
    await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(edges.queues.peek('work')).toEqual([]);
    edges.intercept(async (_request, forward) => {
      await forward();
      throw new ConnectionDropped('after: the answer is lost');
    });
    await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(edges.queues.peek('work')).toHaveLength(1);
  });

  it('passes DynamoDB on unchanged, both ways', async () => {
    const body = JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      Message: 'Transaction cancelled',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
    });
    const engine = await listener(() => ({
      status: 400,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'r1' },
      body,
    }));
    const { dynamodb } = await raise({ dynamoDbUrl: engine.url }, 'AwardBadge0A1B');
    const TransactItems = [{ Put: { TableName: 't', Item: { pk: { S: 'ü' } } } }];
    const failed = await dynamodb
      .send(new TransactWriteItemsCommand({ TransactItems }))
      .catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(TransactionCanceledException);
    expect(failed).toMatchObject({
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
      $metadata: { requestId: 'r1' },
    });
    expect(JSON.parse(engine.heard[0]?.body ?? '')).toMatchObject({ TransactItems });
    expect(engine.heard[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.TransactWriteItems');
    expect(engine.heard[0]?.headers.authorization).toContain('Credential=AwardBadge0A1B/');
  });

  it('answers as a failing service when DynamoDB is away', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { dynamodb } = await raise();
    const put = dynamodb.send(new PutItemCommand({ TableName: 't', Item: {} }));
    await expect(put).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    expect(error).toHaveBeenCalledOnce();
    error.mockRestore();
  });

  it('says what it does not play', async () => {
    const { edges, sqs } = await raise();
    const { url: QueueUrl } = edges.queues.create('work');
    const command = new AddPermissionCommand({ QueueUrl, Label: 'l', AWSAccountIds: ['1'], Actions: ['*'] });
    await expect(sqs.send(command)).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: /sqs AddPermission/,
    });
    const unsigned = await fetch(edges.url, { method: 'POST', body: '{}' });
    expect([unsigned.status, await unsigned.json()]).toMatchObject([403, { __type: /MissingAuthenticationToken$/ }]);
    const authorization =
      'AWS4-HMAC-SHA256 Credential=F/20270301/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0';
    const other = await fetch(edges.url, { method: 'POST', headers: { authorization }, body: '{}' });
    expect(await other.json()).toMatchObject({ message: expect.stringContaining('sns') });
  });

  it('tells a taken port', async () => {
    const { edges } = await raise();
    const port = Number(new URL(edges.url).port);
    await expect(raise({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
