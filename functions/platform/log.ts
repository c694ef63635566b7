/**
 * One JSON object a line, with a coded message. Only ids and codes: a name, an address or a piece of evidence in a log
 * would outlive its erasure.
 */
export type LogContext = Record<string, string | number | boolean | undefined>;

const write = (level: 'info' | 'warn' | 'error', code: string, context: LogContext) =>
  process.stdout.write(`${JSON.stringify({ level, code, time: new Date().toISOString(), ...context })}\n`);

export const log = {
  info: (code: string, context: LogContext = {}) => write('info', code, context),
  warn: (code: string, context: LogContext = {}) => write('warn', code, context),
  error: (code: string, context: LogContext = {}) => write('error', code, context),
};

/** What of an unexpected error may be logged: its name, its SDK code and where it was thrown, never its message. */
export const faultOf = (error: unknown): LogContext => {
  if (!(error instanceof Error)) return { fault: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    fault: error.name,
    faultCode: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    at: frames.slice(0, 4).join(' <- ').replaceAll('    at ', ''),
  };
};
