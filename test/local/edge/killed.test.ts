import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDataDir, raise, start } from './stage.ts';

/** Starts edges in a process of its own, under Node alone, which accepts work and is then killed without warning. */
const accepting = (dataDir: string) => `
  import { startEdges } from ${JSON.stringify(join(import.meta.dirname, '../../../lib/local/edge/edges.ts'))};
  const edges = await startEdges({ dataDir: ${JSON.stringify(dataDir)}, clock: { now: () => ${start} },
    dynamoDbUrl: 'http://127.0.0.1:9', region: 'us-east-1', accountId: '000000000000' });
  const queue = edges.queues.create('work');
  const rule = { name: 'r', busName: 'default', pattern: { source: ['accolade'] } };
  edges.bus.rules.add({ ...rule, targets: [{ id: 'q', arn: queue.arn }] });
  const key = edges.keys.create('IssuerKey', { keySpec: 'ECC_NIST_EDWARDS25519' });
  for (let n = 0; n < 50; n += 1) edges.bus.put({ source: 'accolade', detailType: 'tick', detail: { n } });
  process.stdout.write(key.keyId);
`;

describe('a killed host', () => {
  it('has kept every event it accepted, delivered, and its keys', async () => {
    const dataDir = newDataDir();
    const child = spawn(process.execPath, ['--input-type=module', '--eval', accepting(dataDir)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [keyId] = await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const { edges } = await raise({ dataDir });
    const delivered = edges.queues.peek('work').map((message) => JSON.parse(message.body).detail.n);
    expect(delivered).toEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(edges.bus.events()).toHaveLength(50);
    expect(edges.keys.create('IssuerKey', { keySpec: 'ECC_NIST_EDWARDS25519' }).keyId).toBe(String(keyId));
  });
});
