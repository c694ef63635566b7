/**
 * `npm run bench`: how fast credentials are issued and verified (`rates.ts`); options --json FILE, --rounds N (9),
 * --without-functions. `npm run bench -- load`: how many posts this machine takes (`load.ts`); options --seconds N (10, for each of three),
 * --senders N (8), --with-reactions, --json FILE. docs/performance.md tells the method.
 */
const [name] = process.argv.slice(2);

if (name === 'load') {
  process.argv.splice(2, 1);
  await import('./load.ts');
} else {
  await import('./rates.ts');
}
