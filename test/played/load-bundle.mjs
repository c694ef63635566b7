/** Imports one bundle as Lambda would, and prints whether it has a handler and which variables it read meanwhile. */
import { createRequire } from 'node:module';

const read = new Set();
process.env = new Proxy(process.env, {
  get: (variables, name) => {
    read.add(String(name));
    return variables[name];
  },
});
const load = (file) => {
  try {
    return createRequire(import.meta.url)(file);
  } catch ({ message }) {
    return { message };
  }
};
const found = load(process.argv[2]);
process.stdout.write(JSON.stringify({ problem: found.message, handler: typeof found.handler, read: [...read] }));
process.exit(0);
