// A host in a process of its own, for tests that kill it: `node host-process.ts ASSEMBLY DATA_DIR`. Tells its API's URL.
import { startHost } from '../../lib/local/host.ts';
import { explain } from '../../lib/local/problem.ts';

const [assemblyDir = '', dataDir] = process.argv.slice(2);
try {
  const host = await startHost({ assemblyDir, dataDir });
  process.send?.({ apiUrl: host.apiUrl, dynamoDbUrl: host.dynamoDb.url });
} catch (error) {
  process.send?.({ problem: explain(error) });
  process.disconnect?.();
}
