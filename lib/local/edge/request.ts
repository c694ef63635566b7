import type { IncomingMessage } from 'node:http';
import { ServiceError } from './answers.ts';
import type { OutboundRequest, Service } from './exchange.ts';

const services: Service[] = ['dynamodb', 'sqs', 'events', 'kms', 'ses'];

/** A request as it came in, and whom it is from and for. */
export interface WireRequest extends OutboundRequest {
  headers: Record<string, string>;
}

/** Whom a request is from and for, as its SigV4 credential scope tells: key id, day, region, service. Nothing is verified. */
function readScope(authorization: string): { caller: string; service: Service } {
  const [, caller, name] = /Credential=([^/\s]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization) ?? [];
  if (caller === undefined || name === undefined) {
    throw new ServiceError(
      'MissingAuthenticationToken',
      'The request is not signed with AWS Signature Version 4.',
      403,
    );
  }
  const service = services.find((known) => known === name);
  if (service !== undefined) return { caller, service };
  throw new ServiceError('UnknownService', `The local host plays ${services.join(', ')}, not "${name}".`);
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const operationOf = (service: Service, headers: Record<string, string>, body: string): string =>
  service === 'ses'
    ? (new URLSearchParams(body).get('Action') ?? '')
    : (headers['x-amz-target']?.split('.').at(-1) ?? '');

/** Reads one AWS request. Throws a ServiceError for what is not signed or for a service not played here. */
export async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const body = await readBody(message);
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, String(value)]));
  const { caller, service } = readScope(headers.authorization ?? '');
  return { caller, service, operation: operationOf(service, headers, body), body, headers };
}
