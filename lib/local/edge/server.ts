import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errorAnswer, ServiceError } from './answers.ts';
import type { EdgeAnswer, Intercept, Service } from './exchange.ts';
import { ConnectionDropped } from './faults.ts';
import { readRequest, type WireRequest } from './request.ts';

/** Answers one request as the service does, without any intercept. */
export type Answer = (request: WireRequest) => Promise<EdgeAnswer>;

/** What went wrong, as the service would say it; what no service would say is told on the terminal too. */
function errorAnswerFor(service: Service, error: unknown): EdgeAnswer {
  if (error instanceof ServiceError) return errorAnswer(service, error);
  console.error(error);
  return errorAnswer(service, new ServiceError('InternalFailure', String(error), 500));
}

async function passIntercept(
  request: WireRequest,
  answer: Answer,
  intercept: Intercept | undefined,
): Promise<EdgeAnswer> {
  const { service, headers: _headers, ...told } = request;
  const forward = (body = request.body) =>
    answer({ ...request, body }).catch((error: unknown) => errorAnswerFor(service, error));
  return intercept === undefined ? forward() : intercept({ ...told, service }, forward);
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  intercept: Intercept | undefined,
) {
  // Until the request is read nobody knows the service; SQS's JSON error is the plainest.
  let service: Service = 'sqs';
  const send = ({ status, headers, body }: EdgeAnswer) =>
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  try {
    const request = await readRequest(message);
    service = request.service;
    send(await passIntercept(request, answer, intercept));
  } catch (error) {
    if (error instanceof ConnectionDropped) message.socket.destroy();
    else send(errorAnswerFor(service, error));
  }
}

/** Listens on the loopback interface; every request passes the intercept of its moment. Rejects when the port is taken. */
export async function openServer(answer: Answer, intercept: () => Intercept | undefined, port = 0) {
  const server = createServer((message, response) => void respond(message, response, answer, intercept()));
  return { url: await listen(server, port), close: () => stop(server) };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
