import type { MovableClock } from '../clock.ts';
import { type EnvironmentProcess, type Message, startProcess } from './environment-process.ts';

/** A function as the template describes it, with everything resolved. */
export interface FunctionSpec {
  logicalId: string;
  name: string;
  arn: string;
  /** The file and the export of its handler. */
  file: string;
  exported: string;
  /** Only what the template declares. */
  environment: Record<string, string>;
  timeoutMs: number;
  memoryMb: number;
  /** How many environments may run at once. */
  concurrency: number;
}

/** `died`: its process ended (killed, exited, timed out) before it answered. */
export interface Failure {
  errorType: string;
  errorMessage: string;
  trace?: string[];
  died?: true;
}

/** `payload` is the JSON text the handler returned. */
export type Outcome = { ok: true; payload: string } | { ok: false; failure: Failure };

export interface EnvironmentOptions {
  spec: FunctionSpec;
  clock: MovableClock;
  endpointUrl: string;
  region: string;
  log(text: string): void;
}

/** One child process: loads the bundle once, then takes one event at a time. */
export interface Environment {
  busy(): boolean;
  /** False once it was killed, exited or failed to load: the next event needs a new one. */
  alive(): boolean;
  invoke(event: unknown, requestId: string): Promise<Outcome>;
  /** SIGKILL, as when AWS takes the machine away. What it was doing fails. */
  kill(): void;
  closed: Promise<void>;
}

/** Synchronous answers of Lambda end at 6 MB. */
const payloadLimit = 6 * 1024 * 1024;
/** Lambda gives the code outside the handler ten seconds. */
const initLimitMs = 10_000;

function outcomeOf(message: Message): Outcome {
  if (message.error) return { ok: false, failure: message.error };
  const payload = message.payload ?? 'null';
  if (Buffer.byteLength(payload) <= payloadLimit) return { ok: true, payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`;
  return { ok: false, failure: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}

function contextOf(spec: FunctionSpec, requestId: string) {
  return {
    awsRequestId: requestId,
    functionName: spec.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: spec.arn,
    memoryLimitInMB: String(spec.memoryMb),
    logGroupName: `/aws/lambda/${spec.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
  };
}

/** The process with what it owes: to be ready, then one answer at a time; when it ends, both are failures. */
function openRuntime(options: EnvironmentOptions) {
  const ready = Promise.withResolvers<Failure | undefined>();
  let owed: { id: string; settle(outcome: Outcome): void } | undefined;
  let alive = true;
  let limitMs: number | undefined;

  function end(failure: Failure): void {
    alive = false;
    ready.resolve(failure);
    owed?.settle({ ok: false, failure });
  }

  const child: EnvironmentProcess = startProcess(options, {
    message: (message) => {
      if (message.ready) ready.resolve(undefined);
      else if (message.initError) {
        end(message.initError);
        child.kill();
      } else if (message.id === owed?.id) owed?.settle(outcomeOf(message));
    },
    gone: (why) => {
      const [errorType, errorMessage] =
        limitMs === undefined
          ? ['Runtime.ExitError', `Runtime exited: ${why}`]
          : ['Sandbox.Timedout', `Task timed out after ${limitMs / 1000} seconds`];
      end({ errorType, errorMessage, died: true });
    },
  });

  /** Waits for the work; a process that takes longer is killed, which fails it. */
  async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      limitMs = milliseconds;
      child.kill();
    }, milliseconds);
    const result = await work;
    clearTimeout(timer);
    return result;
  }

  return {
    alive: () => alive,
    closed: child.closed,
    kill: () => {
      alive = false;
      child.kill();
    },
    ready: () => within(initLimitMs, ready.promise),
    ask: (id: string, message: object) => {
      const answer = Promise.withResolvers<Outcome>();
      owed = { id, settle: answer.resolve };
      child.send({ id, ...message });
      return within(options.spec.timeoutMs, answer.promise);
    },
  };
}

/** Starts the process; it loads while the first event waits for it. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  const { spec, clock } = options;
  const runtime = openRuntime(options);
  let busy = false;

  async function run(event: unknown, requestId: string): Promise<Outcome> {
    const failure = await runtime.ready();
    if (failure) return { ok: false, failure };
    const deadline = Date.now() + spec.timeoutMs;
    return runtime.ask(requestId, { event, context: contextOf(spec, requestId), deadline, offset: clock.offset() });
  }

  return {
    busy: () => busy,
    alive: runtime.alive,
    closed: runtime.closed,
    kill: runtime.kill,
    invoke: async (event, requestId) => {
      busy = true;
      const outcome = await run(event, requestId);
      busy = false;
      return outcome;
    },
  };
}
