import { Agent, request } from 'node:http';
import type { EdgeAnswer } from './exchange.ts';

/** Headers of one hop, which the proxy makes anew. */
const ownHeaders = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'keep-alive', 'expect']);

export interface DynamoDbProxy {
  forward(headers: Record<string, string>, body: string): Promise<EdgeAnswer>;
  close(): void;
}

/** Hands requests to DynamoDB Local as they came, bytes back untouched (the SDK checks their CRC32). */
export function openProxy(url: string): DynamoDbProxy {
  const agent = new Agent({ keepAlive: true });
  return {
    forward: (headers, body) =>
      new Promise((resolve, reject) => {
        const kept = Object.entries(headers).filter(([name]) => !ownHeaders.has(name));
        const outgoing = request(url, { method: 'POST', agent, headers: Object.fromEntries(kept) }, (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            const answered = Object.entries(incoming.headers).flatMap(([name, value]) =>
              ownHeaders.has(name) || value === undefined ? [] : [[name, String(value)]],
            );
            resolve({
              status: incoming.statusCode ?? 502,
              headers: Object.fromEntries(answered),
              body: Buffer.concat(chunks),
            });
          });
        });
        outgoing.on('error', reject);
        outgoing.end(body);
      }),
    close: () => agent.destroy(),
  };
}
