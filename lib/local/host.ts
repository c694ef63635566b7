import { type Assembly, readAssembly } from './assembly.ts';
import { asyncInvocations } from './async-invocations.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { corsOf } from './cors.ts';
import type { DynamoDbCall } from './dynamodb-wire.ts';
import type { Edges } from './edge/edges.ts';
import { type Engines, type Ports, startEngines } from './engines.ts';
import type { Outcome } from './environment.ts';
import { openFunctions } from './functions.ts';
import { functionsOf } from './functions-of.ts';
import { openInFlight } from './in-flight.ts';
import { type InventoryLine, takeInventory } from './inventory.ts';
import type { Issuer, Person } from './issuer.ts';
import { type LogLine, openLog } from './log.ts';
import { LocalProblem } from './problem.ts';
import { openPump, type Settled, type SettleOptions } from './pump.ts';
import { type Places, references } from './references.ts';
import { addRules, createBuses, createKeys, createQueues, createTables, openMail } from './resources.ts';
import { routesOf } from './routes.ts';
import { openSchedules, type Schedules } from './schedules.ts';
import { openSources } from './sources.ts';
import { type Reference, type ResolvedTemplate, resolveTemplate } from './template.ts';

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
  /** The page at `/` of the API; undefined gives `/` back to the API. */
  page(html: string | undefined): void;
  settle(options?: SettleOptions): Promise<Settled>;
  /** Function: logical id, name or ARN. */
  invoke(target: string, event: unknown): Promise<Outcome>;
  /** SIGKILL to every environment of a function; how many. The next event is a cold start. */
  kill(target: string): number;
  /** Invocations begun so far, by logical id. */
  invocations(): Record<string, number>;
  logs(): LogLine[];
  close(): Promise<void>;
}

const region = 'us-east-1';
const accountId = '000000000000';

interface Stack {
  template: ResolvedTemplate;
  reference: Reference;
}

/** Makes what the template describes, in the order in which values become known. */
async function makeStack(assembly: Assembly, engines: Engines, options: HostOptions): Promise<Stack> {
  const { stackName } = assembly;
  const { edges, gateway, issuer, dynamoDb } = engines;
  const streamArns = new Map<string, string>();
  const places: Places = {
    ...{ stackName, region, accountId, edges, streamArns },
    ...{ apiUrl: gateway.url, issuerUrl: issuer.url, clientId: issuer.clientId },
  };
  const reference = references(assembly.template, places, (value, where) => template.value(value, where));
  const pseudo = { region, accountId, stackName };
  const template = resolveTemplate({ template: assembly.template, reference, parameters: options.parameters, pseudo });
  takeInventory(template);
  for (const [logicalId, arn] of await createTables(template, dynamoDb.call, reference)) streamArns.set(logicalId, arn);
  createQueues(template, edges, reference);
  createBuses(template, edges, reference);
  createKeys(template, edges, reference);
  openMail(template, edges, reference);
  addRules(template, edges, reference);
  return { template, reference };
}

function finder(template: ResolvedTemplate) {
  return (type: string, prefix: string): string => {
    const ids = template.ofType(type).map(([logicalId]) => logicalId);
    const [found, ...more] = ids.filter((logicalId) => logicalId.startsWith(prefix));
    if (found !== undefined && more.length === 0) return found;
    const problem = found ? 'several resources' : 'no resource';
    throw new LocalProblem(
      'unknown-resource',
      `There is ${problem} of ${type} named ${prefix}…`,
      `There are: ${ids.join(', ')}.`,
    );
  };
}

function outputsOf(assembly: Assembly, template: ResolvedTemplate): Record<string, string> {
  const outputs = Object.entries(assembly.template.Outputs);
  return Object.fromEntries(
    outputs.map(([name, { Value }]) => [name, String(template.value(Value, `Outputs.${name}`))]),
  );
}

/** Plays the stack on this machine. Throws `LocalProblem` (see `explain`) for all that keeps it from starting. */
export async function startHost(options: HostOptions): Promise<Host> {
  const assembly = readAssembly(options.assemblyDir);
  const clock = options.clock ?? movableClock();
  const { dataDir, ports = {}, people = [], background = false } = options;
  const engines = await startEngines({ dataDir, clock, ports, people, region, accountId });
  try {
    return await play(assembly, engines, clock, options, background);
  } catch (error) {
    await engines.close();
    throw error;
  }
}

async function play(
  assembly: Assembly,
  engines: Engines,
  clock: MovableClock,
  options: HostOptions,
  background: boolean,
): Promise<Host> {
  const { edges, gateway, issuer, inbox, dynamoDb, folder } = engines;
  const { template, reference } = await makeStack(assembly, engines, options);
  const log = openLog(folder.path, clock);
  const inFlight = openInFlight(() => pump.wake());
  const specs = functionsOf(template, assembly, reference);
  const functions = openFunctions({ specs, clock, endpointUrl: edges.url, region, log });
  const invocations = asyncInvocations({ bus: edges.bus, functions, inFlight, clock });
  const schedules = openSchedules({
    ...{ template, invocations, clock, region, accountId },
    ...{ queues: edges.queues, bus: edges.bus, byClock: background },
  });
  const queueChanges = { nextChangeAt: () => edges.queues.nextChangeAt(), poll: async () => 0 };
  const polled = openSources({
    template,
    edges,
    call: dynamoDb.call,
    functions,
    inFlight,
    clock,
    region,
    dataDir: folder.path,
  });
  const pump = openPump({ sources: [schedules, ...polled, invocations, queueChanges], inFlight, clock });
  const unwatch = [edges.queues.watch(() => pump.wake()), edges.bus.watch(() => pump.wake())];
  const [apiId = ''] = template.ofType('AWS::ApiGatewayV2::Api').map(([logicalId]) => logicalId);
  gateway.play({ apiId, accountId, routes: routesOf(template), cors: corsOf(template), functions, inFlight, clock });
  if (background) pump.start(options.failed ?? (() => {}));

  return {
    apiUrl: gateway.url,
    inboxUrl: inbox.url,
    issuerUrl: issuer.url,
    ...{ edges, issuer, clock, schedules },
    inventory: takeInventory(template),
    dynamoDb: { url: dynamoDb.url, call: dynamoDb.call },
    outputs: outputsOf(assembly, template),
    resolve: (logicalId, attribute) => {
      const of = attribute === undefined ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
      return String(template.value(of, logicalId));
    },
    find: finder(template),
    page: gateway.page,
    settle: pump.settle,
    invoke: (target, event) => inFlight.track(functions.invoke(target, event)),
    kill: functions.kill,
    invocations: functions.counts,
    logs: log.lines,
    close: async () => {
      for (const stop of unwatch) stop();
      await pump.stop();
      await functions.close();
      while (inFlight.size() > 0) await inFlight.anyEnd().catch(() => {});
      await engines.close();
    },
  };
}
