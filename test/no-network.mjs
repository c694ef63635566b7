/** Preloaded into every process of a synth: whoever asks for a name or opens a connection to another machine is stopped. */
import dns from 'node:dns';
import net from 'node:net';

const stop = (what) => {
  process.stderr.write(`NETWORK ${what}\n`);
  process.exit(97);
};
dns.lookup = (host) => stop(`lookup of ${host}`);
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const [options] = given.flat();
  const local = typeof options === 'string' || options?.path !== undefined;
  return local ? connect.apply(this, given) : stop(`connection to ${JSON.stringify(options)}`);
};
