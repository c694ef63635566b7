import { type ChildProcess, fork } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import type { EnvironmentOptions, Failure } from './environment.ts';

/** What the runtime in the child says; see runtime-shim.cjs. */
export interface Message {
  ready?: true;
  log?: string;
  initError?: Failure;
  id?: string;
  payload?: string;
  error?: Failure;
}

export interface Listener {
  message(message: Message): void;
  /** The process is gone; `why` in words. */
  gone(why: string): void;
}

export interface EnvironmentProcess {
  send(message: object): void;
  kill(): void;
  closed: Promise<void>;
}

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
    LAMBDA_TASK_ROOT: dirname(spec.file),
    TZ: ':UTC',
    _HANDLER_FILE: spec.file,
    _HANDLER_NAME: spec.exported,
    _CLOCK_OFFSET: String(clock.offset()),
  };
}

function launch(options: EnvironmentOptions): ChildProcess {
  return fork(join(import.meta.dirname, 'runtime-shim.cjs'), {
    cwd: dirname(options.spec.file),
    env: variables(options),
    execArgv: [],
    // Ctrl-C in the terminal is for the host, which then closes in order; without a host the process ends itself.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Starts the child process of an environment, with its own variables only. Log lines go to `options.log`. */
export function startProcess(options: EnvironmentOptions, listener: Listener): EnvironmentProcess {
  const child = launch(options);
  const closed = Promise.withResolvers<void>();
  child.stdout?.on('data', (chunk) => options.log(String(chunk)));
  child.stderr?.on('data', (chunk) => options.log(String(chunk)));
  child.on('message', (message: Message) => {
    if (message.log === undefined) listener.message(message);
    else options.log(message.log);
  });
  child.on('error', (error) => listener.gone(error.message));
  child.on('close', (code, signal) => {
    listener.gone(signal ? `signal: ${signal}` : `exit status ${code}`);
    closed.resolve();
  });
  const kill = () => void child.kill('SIGKILL');
  return {
    kill,
    closed: closed.promise,
    send: (message) =>
      void child.send(message, (error) => {
        if (error) kill();
      }),
  };
}
