/** How fast credentials are issued and verified, beside the field's libraries, and what each function costs to load. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { casesOf, OURS, RAW } from './cases.ts';
import { credentialOf } from './credential.ts';
import { measureFunctions } from './functions.ts';
import { DID } from './issuer.ts';
import { digitalBazaar, digitalCredentials } from './libraries.ts';
import { functionsTable, ratesTable, ratiosTable } from './report.ts';
import { type Rounds, runRounds } from './rounds.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    'without-functions': { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1.');
/** Shorter ones would measure how fast code is compiled again. */
const SLICE_MS = 400;
const PROCESSES = 7;

const machine = { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length, platform: process.platform };
const credentialBytes = JSON.stringify(credentialOf(DID, 1)).length;
console.log(
  `A credential of ${credentialBytes} bytes; ${rounds} rounds of ${SLICE_MS} ms for each case; ${machine.cpu}, Node ${machine.node}.`,
);

const cases = await casesOf();
const issue = await runRounds(cases.issue, rounds, SLICE_MS);
console.log(`\n${ratesTable('Issue', issue, RAW)}`);
const verify = await runRounds(cases.verify, rounds, SLICE_MS);
console.log(`\n${ratesTable('Verify', verify, RAW)}`);

const over = (rates: Rounds, theirs: string) => ({
  cpu: rates.ratio(OURS, theirs, 'cpu'),
  wall: rates.ratio(OURS, theirs, 'wall'),
});
const spreads = {
  issueOverDigitalBazaar: over(issue, digitalBazaar.name),
  issueOverDigitalCredentials: over(issue, digitalCredentials.name),
  issueOverRawEd25519: over(issue, RAW),
  verifyOverDigitalBazaar: over(verify, digitalBazaar.name),
  verifyOverDigitalCredentials: over(verify, digitalCredentials.name),
  verifyOverRawEd25519: over(verify, RAW),
};
console.log(`\n${ratiosTable(spreads)}`);

const functions = values['without-functions'] ? [] : await measureFunctions(PROCESSES);
if (functions.length > 0) console.log(`\n${functionsTable(functions)}`);

if (values.json) {
  const ratios = Object.fromEntries(Object.entries(spreads).map(([name, { cpu }]) => [name, cpu.median]));
  const figures = { issue: issue.figures, verify: verify.figures };
  const method = { rounds, sliceMs: SLICE_MS, importProcesses: PROCESSES, credentialBytes };
  writeFileSync(values.json, `${JSON.stringify({ ratios, spreads, figures, functions, method, machine }, null, 2)}\n`);
}
