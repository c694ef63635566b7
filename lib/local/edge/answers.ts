import { randomUUID } from 'node:crypto';
import type { EdgeAnswer, Service } from './exchange.ts';

/** An error as the service itself would give it; `code` is the AWS shape's name. */
export class ServiceError extends Error {
  override name = 'ServiceError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** SQS still names some errors as its older query protocol did, in a header the SDKs read. */
const queryCodes: Record<string, string> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
};

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const jsonVersion: Record<Exclude<Service, 'ses'>, string> = { dynamodb: '1.0', sqs: '1.0', events: '1.1', kms: '1.1' };

/** A successful answer of one of the JSON services. */
export function jsonAnswer(service: Exclude<Service, 'ses'>, output: unknown): EdgeAnswer {
  return {
    status: 200,
    headers: { 'content-type': `application/x-amz-json-${jsonVersion[service]}`, 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(output ?? {}),
  };
}

/** A successful answer of the query protocol; `result` holds text members only, which is all SES sends here. */
export function queryAnswer(operation: string, result: Record<string, string>): EdgeAnswer {
  const requestId = randomUUID();
  const members = Object.entries(result).map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`);
  const body =
    `<${operation}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">` +
    `<${operation}Result>${members.join('')}</${operation}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${operation}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}

/** An error in the shape of the service's protocol. Tests hand it to an intercept: `errorAnswer('dynamodb', new ServiceError(...))`. */
export function errorAnswer(service: Service, error: ServiceError): EdgeAnswer {
  const requestId = randomUUID();
  const fault = error.status < 500 ? 'Sender' : 'Receiver';
  if (service === 'ses') {
    const body =
      `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>${fault}</Type><Code>${error.code}</Code>` +
      `<Message>${escapeXml(error.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
  }
  const headers: Record<string, string> = {
    'content-type': `application/x-amz-json-${jsonVersion[service]}`,
    'x-amzn-requestid': requestId,
  };
  if (service === 'sqs') headers['x-amzn-query-error'] = `${queryCodes[error.code] ?? error.code};${fault}`;
  const namespace = { dynamodb: 'com.amazonaws.dynamodb.v20120810#', sqs: 'com.amazonaws.sqs#', events: '', kms: '' };
  const body = JSON.stringify({ __type: `${namespace[service]}${error.code}`, message: error.message });
  return { status: error.status, headers, body };
}
