/** Imports one bundle as Lambda would, and prints whether it has a handler and which variables it read meanwhile. */
const read = new Set();
process.env = new Proxy(process.env, {
  get: (variables, name) => {
    read.add(String(name));
    return variables[name];
  },
});
const found = await import(process.argv[2]).catch(({ message }) => ({ handler: undefined, message }));
process.stdout.write(JSON.stringify({ problem: found.message, handler: typeof found.handler, read: [...read] }));
process.exit(0);
