import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type inboxModule from 'aws-ses-v2-local';

// CommonJS with a default export of its own: required, since Node and vitest unwrap an import of it differently.
const { default: serve }: typeof inboxModule = createRequire(import.meta.url)('aws-ses-v2-local');

/** The web inbox people look at. Its own store keeps no tags, configuration set or raw headers: mail.ts keeps those. */
export interface Inbox {
  url: string;
  close(): Promise<void>;
}

/** Starts aws-ses-v2-local on the loopback interface (default: any free port). */
export async function startInbox(port = 0): Promise<Inbox> {
  const server: Server = await serve({ host: '127.0.0.1', port });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The inbox listens on no port.');
  return {
    url: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Shows a MIME message in the inbox at `url`; throws when the inbox does not take it. */
export async function showInInbox(url: string, raw: Uint8Array): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=local' },
    body: new URLSearchParams({ Action: 'SendRawEmail', 'RawMessage.Data': Buffer.from(raw).toString('base64') }),
  });
  if (!response.ok) throw new Error(`The inbox answered ${response.status}: ${await response.text()}`);
}
