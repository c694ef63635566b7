import { fork } from 'node:child_process';
import { devNull } from 'node:os';
import { join } from 'node:path';
import type { MovableClock } from './clock.ts';

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

interface Message {
  ready?: true;
  log?: string;
  initError?: Failure;
  id?: string;
  payload?: string;
  error?: Failure;
}

/** Synchronous answers of Lambda end at 6 MB. */
const payloadLimit = 6 * 1024 * 1024;
/** Lambda gives the code outside the handler ten seconds. */
const initLimitMs = 10_000;

function variables({ spec, clock, endpointUrl, region }: EnvironmentOptions): Record<string, string> {
  return {
    ...spec.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: spec.logicalId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: endpointUrl,
    // The profiles of whoever runs this machine are none of the function's business.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: join(spec.file, '..'),
    TZ: ':UTC',
    _HANDLER: `${spec.file}:${spec.exported}`,
    _HANDLER_FILE: spec.file,
    _HANDLER_NAME: spec.exported,
    _CLOCK_OFFSET: String(clock.offset()),
  };
}

function outcomeOf(message: Message): Outcome {
  if (message.error) return { ok: false, failure: message.error };
  const payload = message.payload ?? 'null';
  if (Buffer.byteLength(payload) <= payloadLimit) return { ok: true, payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${payloadLimit} bytes).`;
  return { ok: false, failure: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}

/** Starts the process; it loads while the first event waits for it. */
export function startEnvironment(options: EnvironmentOptions): Environment {
  const { spec, clock, log } = options;
  const child = fork(join(import.meta.dirname, 'runtime-shim.mjs'), {
    cwd: join(spec.file, '..'),
    env: variables(options),
    execArgv: [],
    // Ctrl-C in the terminal is for the host, which then closes in order; without a host the process ends itself.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.on('data', (chunk) => log(String(chunk)));
  child.stderr?.on('data', (chunk) => log(String(chunk)));
  const ready = Promise.withResolvers<Failure | undefined>();
  const closed = Promise.withResolvers<void>();
  let waiting: { id: string; settle(outcome: Outcome): void } | undefined;
  let alive = true;
  let timedOut = false;

  function end(failure: Failure): void {
    alive = false;
    ready.resolve(failure);
    waiting?.settle({ ok: false, failure });
  }

  child.on('message', (message: Message) => {
    if (message.log !== undefined) log(message.log);
    else if (message.ready) ready.resolve(undefined);
    else if (message.initError) {
      end(message.initError);
      child.kill('SIGKILL');
    } else if (message.id === waiting?.id) waiting?.settle(outcomeOf(message));
  });
  child.on('error', (error) => end({ errorType: 'Runtime.StartFailed', errorMessage: error.message, died: true }));
  child.on('close', (code, signal) => {
    const why = signal ? `signal: ${signal}` : `exit status ${code}`;
    const errorMessage = timedOut ? `Task timed out after ${spec.timeoutMs / 1000} seconds` : `Runtime exited: ${why}`;
    end({ errorType: timedOut ? 'Sandbox.Timedout' : 'Runtime.ExitError', errorMessage, died: true });
    closed.resolve();
  });

  function stopAfter(milliseconds: number): () => void {
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, milliseconds);
    return () => clearTimeout(timer);
  }

  async function send(id: string, event: unknown): Promise<Outcome> {
    const stopInit = stopAfter(initLimitMs);
    const failure = await ready.promise;
    stopInit();
    if (failure) return { ok: false, failure };
    const answer = Promise.withResolvers<Outcome>();
    const stop = stopAfter(spec.timeoutMs);
    waiting = { id, settle: answer.resolve };
    const context = {
      awsRequestId: id,
      functionName: spec.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: spec.arn,
      memoryLimitInMB: String(spec.memoryMb),
      logGroupName: `/aws/lambda/${spec.name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
    };
    const deadline = Date.now() + spec.timeoutMs;
    child.send({ id, event, context, deadline, offset: clock.offset() }, (error) => {
      if (error) child.kill('SIGKILL');
    });
    const outcome = await answer.promise;
    stop();
    waiting = undefined;
    return outcome;
  }

  let busy = false;
  return {
    busy: () => busy,
    alive: () => alive,
    closed: closed.promise,
    kill: () => {
      alive = false;
      child.kill('SIGKILL');
    },
    invoke: async (event, requestId) => {
      busy = true;
      const outcome = await send(requestId, event);
      busy = false;
      return outcome;
    },
  };
}
