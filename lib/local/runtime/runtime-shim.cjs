// The runtime inside a function's process. JavaScript, not TypeScript: stripping types would add 50 ms to every cold start. CommonJS,
// which saves another 20. It hears {id, event, context, offset} from the host and answers {id, payload} or {id, error}; log
// lines go the same way, so that they arrive before the answer they belong to.
const { enableCompileCache, flushCompileCache } = require('node:module');

// A fifth of a cold start is compiling the bundle. Written at once, because most environments end by SIGKILL.
enableCompileCache();

process.on('disconnect', () => process.exit(0));

const send = (message) => process.connected && process.send(message);

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    send({ log: text });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) setImmediate(callback);
    return true;
  };
}

// The function sees the host's clock: the machine's, moved by `offset` milliseconds.
const MachineDate = Date;
let offset = 0;
class HostDate extends MachineDate {
  constructor(...parts) {
    if (parts.length === 0) super(MachineDate.now() + offset);
    else super(...parts);
  }
  static now() {
    return MachineDate.now() + offset;
  }
}

function moveClock(to) {
  offset = to;
  globalThis.Date = offset === 0 ? MachineDate : HostDate;
}

function told(error) {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

async function answer(handler, { id, event, context, offset: to, deadline }) {
  moveClock(to);
  try {
    const full = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - MachineDate.now()) };
    const payload = JSON.stringify(await handler(event, full));
    send({ id, payload: payload ?? 'null' });
  } catch (error) {
    console.error(error);
    send({ id, error: told(error) });
  }
}

function load() {
  const [file, exported] = [process.env._HANDLER_FILE, process.env._HANDLER_NAME];
  moveClock(Number(process.env._CLOCK_OFFSET));
  for (const name of ['_HANDLER_FILE', '_HANDLER_NAME', '_CLOCK_OFFSET']) delete process.env[name];
  const handler = require(file)[exported];
  if (typeof handler !== 'function') throw new Error(`${file} does not export a function named ${exported}`);
  return handler;
}

try {
  const handler = load();
  process.on('message', (message) => answer(handler, message));
  send({ ready: true });
  flushCompileCache();
} catch (error) {
  console.error(error);
  send({ initError: told(error) });
}
