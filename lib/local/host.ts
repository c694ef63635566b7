import { type MovableClock, movableClock } from './clock.ts';
import type { DynamoDbCall } from './dynamodb/dynamodb-wire.ts';
import type { Edges } from './edge/edges.ts';
import { type Engines, type Ports, startEngines } from './engines.ts';
import { corsOf } from './gateway/cors.ts';
import { routesOf } from './gateway/routes.ts';
import type { Issuer, Person } from './issuer/issuer.ts';
import { asyncInvocations } from './runtime/async-invocations.ts';
import type { Outcome } from './runtime/environment.ts';
import { openFunctions } from './runtime/functions.ts';
import { functionsOf } from './runtime/functions-of.ts';
import { openInFlight } from './runtime/in-flight.ts';
import { type LogLine, openLog } from './runtime/log.ts';
import { openPump, type Settled, type SettleOptions } from './sources/pump.ts';
import { openSchedules, type Schedules } from './sources/schedules.ts';
import { openSources } from './sources/sources.ts';
import type { StreamDisturbance } from './sources/stream-source.ts';
import {
  accountId,
  findResource,
  makeStack,
  outputsOf,
  region,
  resourcesOf,
  type Stack,
  type StackResource,
} from './stack.ts';
import { type Assembly, readAssembly } from './template/assembly.ts';
import type { InventoryLine } from './template/inventory.ts';

export interface HostOptions {
  /** The synthesized cloud assembly: cdk.out. */
  assemblyDir: string;
  /** Where everything is kept over restarts; without it nothing is. */
  dataDir?: string;
  /** Default: the machine's time, movable. */
  clock?: MovableClock;
  ports?: Ports;
  /** Values of the template's parameters. */
  parameters?: Record<string, string>;
  /** Who can sign in. */
  people?: Person[];
  /**
   * True: queues, streams and schedules run by themselves. False (default, for tests): work is done by `settle()` alone,
   * and schedules fire by hand alone.
   */
  background?: boolean;
  /** Hears what the host cannot go on with in the background (a full disk); see `explain`. */
  failed?(error: unknown): void;
}

export interface Host {
  apiUrl: string;
  inboxUrl: string;
  issuerUrl: string;
  edges: Edges;
  issuer: Issuer;
  clock: MovableClock;
  schedules: Schedules;
  inventory: InventoryLine[];
  /** DynamoDB's own operations, past the edges: `call('Query', {...})`. */
  dynamoDb: { url: string; call: DynamoDbCall };
  /** What `Ref` or `Fn::GetAtt` of a resource is here; throws `unresolved-value`. */
  resolve(logicalId: string, attribute?: string): string;
  /** The one resource of that type whose logical id begins so: ids end in a hash. Throws `unknown-resource`. */
  find(type: string, prefix: string): string;
  /** The outputs of the stack. */
  outputs: Record<string, string>;
  /** The stack as a tool from outside finds it: its Region, and its resources that have names. */
  region: string;
  resources: StackResource[];
  /** The page at `/` of the API; undefined gives `/` back to the API. */
  page(html: string | undefined): void;
  settle(options?: SettleOptions): Promise<Settled>;
  /** Function: logical id, name or ARN. */
  invoke(target: string, event: unknown): Promise<Outcome>;
  /** SIGKILL to every environment of a function; how many. The next event is a cold start. */
  kill(target: string): number;
  disturbStreams(disturbance: StreamDisturbance | undefined): void;
  /** Invocations begun so far, by logical id. */
  invocations(): Record<string, number>;
  logs(): LogLine[];
  close(): Promise<void>;
}

/** What moves: functions, the pollers that feed them, and the pump that drives these. */
function openMachinery(assembly: Assembly, engines: Engines, stack: Stack, clock: MovableClock, byClock: boolean) {
  const { edges, dynamoDb, folder } = engines;
  const { template, reference } = stack;
  const inFlight = openInFlight(() => pump.wake());
  const log = openLog(folder.path, clock, inFlight.fail);
  const specs = functionsOf(template, assembly, reference);
  const functions = openFunctions({ specs, clock, endpointUrl: edges.url, region, log });
  const { bus, queues } = edges;
  const invocations = asyncInvocations({ bus, functions, inFlight, clock });
  const schedules = openSchedules({ template, invocations, queues, bus, clock, region, accountId, byClock });
  let disturbance: StreamDisturbance | undefined;
  const streams = { call: dynamoDb.call, dataDir: folder.path, streamDisturbance: () => disturbance };
  const disturbStreams = (next: StreamDisturbance | undefined) => {
    disturbance = next;
  };
  const place = { template, edges, functions, inFlight, clock, region, ...streams };
  const time = { nextChangeAt: () => queues.nextChangeAt(), poll: async () => 0 };
  const pump = openPump({ sources: [schedules, ...openSources(place), invocations, time], inFlight, clock });
  const unwatch = [queues.watch(pump.wake), bus.watch(pump.wake)];
  const close = async () => {
    for (const stop of unwatch) stop();
    await pump.stop();
    await functions.close();
    while (inFlight.size() > 0) await inFlight.anyEnd();
  };
  return { inFlight, log, functions, schedules, pump, disturbStreams, close };
}

async function play(assembly: Assembly, engines: Engines, clock: MovableClock, options: HostOptions): Promise<Host> {
  const { edges, gateway, issuer, inbox, dynamoDb } = engines;
  const { background = false, failed = rethrow } = options;
  const stack = await makeStack(assembly, engines, options.parameters);
  const { template, inventory } = stack;
  const outputs = outputsOf(assembly, template);
  const resources = resourcesOf(template, stack.reference);
  const machinery = openMachinery(assembly, engines, stack, clock, background);
  const { inFlight, log, functions, schedules, pump } = machinery;
  const [apiId = ''] = template.ofType('AWS::ApiGatewayV2::Api').map(([logicalId]) => logicalId);
  gateway.play({ apiId, accountId, routes: routesOf(template), cors: corsOf(template), functions, inFlight, clock });
  if (background) pump.start(failed);

  return {
    ...{ apiUrl: gateway.url, inboxUrl: inbox.url, issuerUrl: issuer.url },
    ...{ edges, issuer, clock, schedules, inventory, outputs, region, resources },
    dynamoDb: { url: dynamoDb.url, call: dynamoDb.call },
    resolve: (logicalId, attribute) => {
      const expression = attribute === undefined ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
      return String(template.value(expression, logicalId));
    },
    find: (type, prefix) => findResource(template, type, prefix),
    page: gateway.page,
    settle: pump.settle,
    invoke: (target, event) => inFlight.track(functions.invoke(target, event)),
    kill: functions.kill,
    invocations: functions.counts,
    disturbStreams: machinery.disturbStreams,
    logs: log.lines,
    close: async () => {
      await machinery.close();
      await engines.close();
    },
  };
}

/** Without anybody to hear it, an error of the background ends the process. */
function rethrow(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** Plays the stack on this machine. Throws `LocalProblem` (see `explain`) for all that keeps it from starting. */
export async function startHost(options: HostOptions): Promise<Host> {
  const assembly = readAssembly(options.assemblyDir);
  const clock = options.clock ?? movableClock();
  const { dataDir, ports = {}, people = [] } = options;
  const engines = await startEngines({ dataDir, clock, ports, people, region, accountId });
  try {
    return await play(assembly, engines, clock, options);
  } catch (error) {
    await engines.close();
    throw error;
  }
}
