/**
 * Runs before `npm start`, `npm test` and `npm run check`: installs what is missing, so that each is the only command a
 * clone needs. Plain JavaScript for Node 20: until this has run, the project's own Node 24 is not there.
 * `npm install` and not `npm ci`: ci refuses a lock file from which some platforms' optional packages are absent.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lockFile = join(root, 'package-lock.json');
const marker = join(root, 'node_modules', '.accolade-installed');

const stop = (line) => {
  console.error(line);
  process.exit(1);
};

const major = Number(process.versions.node.split('.')[0]);
if (major < 20)
  stop(
    `Accolade needs Node.js 20 or newer to install itself; this is ${process.version}. Install a newer Node.js and run the command again.`,
  );

const lock = readFileSync(lockFile);
const hash = createHash('sha256').update(lock).digest('hex');
if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) process.exit(0);

const size = Object.keys(JSON.parse(lock).packages).length;
console.log(`Installing about ${size} packages by npm (some 800 MB on disk; one to three minutes).`);
const npm = process.env.npm_execpath;
const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
const install = spawnSync(command, [...args, 'install', '--no-audit', '--no-fund'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  encoding: 'utf8',
});
const output = `${install.stdout ?? ''}${install.stderr ?? ''}`;
if (install.status !== 0) {
  if (output.includes('ENOSPC')) stop('The disk is full: make 1 GB free and run the command again.');
  console.error(output.trimEnd());
  stop('npm install did not succeed: see the lines above. A second try often helps when the network was the reason.');
}

if (!readFileSync(lockFile).equals(lock)) {
  writeFileSync(lockFile, lock);
  const line = 'npm wanted to change package-lock.json; it was put back as committed.';
  if (process.env.CI) stop(`${line} Commit a lock file that npm leaves as it is.`);
  console.log(line);
}
writeFileSync(marker, hash);
