import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Loopback {
  url: string;
  server: Server;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 only; port 0 takes any free one. Rejects with EADDRINUSE when the port is taken. */
export async function listenOnLoopback(listener: RequestListener, port = 0): Promise<Loopback> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    // A name and not the address: `did:web` takes no IP addresses (did:web method, section 3.1).
    url: `http://localhost:${taken}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A free port of this machine; throws EADDRINUSE when a wanted one is taken. */
export async function freePort(wanted = 0): Promise<number> {
  const probe = await listenOnLoopback(() => {}, wanted);
  await probe.close();
  return Number(new URL(probe.url).port);
}
