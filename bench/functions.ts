/** What each function weighs and how long it takes to load, beside a function that imports nothing but the same AWS clients. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import * as z from 'zod';
import { synthesize } from '../lib/local/synthesis.ts';
import { readAssembly } from '../lib/local/template/assembly.ts';
import { awsImportsOf } from './aws-imports.ts';
import { type Spread, spread } from './rounds.ts';

export interface FunctionFigure {
  name: string;
  bytes: number;
  /** Milliseconds from when it is required to when it is there, in a new process. */
  importMs: Spread;
  clientsOnly: { bytes: number; importMs: Spread };
}

const root = join(import.meta.dirname, '..');

/** As the stack bundles them. */
const bundling: BuildOptions & { metafile: true } = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  charset: 'utf8',
  metafile: true,
};

export const measureFunctions = async (rounds: number): Promise<FunctionFigure[]> => {
  const cache = join(root, 'node_modules/.cache/accolade');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    const environment = environmentOf(join(cache, 'cdk.out'));
    const built: Built[] = [];
    for (const entry of globSync('functions/**/*.lambda.ts', { cwd: root }).sort())
      built.push(await bundle(folder, entry));
    const files = [...new Set(built.flatMap(({ file, clients }) => [file, clients]))];
    const times = importTimes(files, environment, rounds);
    return built.map(({ name, file, clients }) => ({
      ...{ name, ...figureOf(file, times) },
      clientsOnly: figureOf(clients, times),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

interface Built {
  name: string;
  file: string;
  clients: string;
}

const bundle = async (folder: string, entry: string): Promise<Built> => {
  const name = basename(entry, '.lambda.ts');
  const file = join(folder, `${name}.cjs`);
  const { metafile } = await build({ ...bundling, absWorkingDir: root, entryPoints: [entry], outfile: file });
  return { name, file, clients: await bundleClients(folder, metafile) };
};

/** A bundle of the AWS clients and commands that the function's own files import. One for all functions with the same. */
const bundleClients = async (folder: string, { inputs }: Metafile): Promise<string> => {
  const { source, id } = awsImportsOf(Object.keys(inputs).map((path) => join(root, path)));
  const outfile = join(folder, `clients-${id}.cjs`);
  await build({ ...bundling, stdin: { contents: source, resolveDir: root, loader: 'ts' }, outfile });
  return outfile;
};

const Variables = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional() });

/** Every variable that any function is given, as functions stop loading without theirs. What AWS fills in is made up. */
const environmentOf = (assemblyDir: string): Record<string, string> => {
  synthesize(root, assemblyDir);
  const resources = Object.values(readAssembly(assemblyDir).template.Resources);
  const functions = resources.filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const variables = functions.flatMap(({ Properties }) =>
    Object.entries(Variables.parse(Properties).Environment?.Variables ?? {}),
  );
  const texts = variables.map(([name, value]) => [name, typeof value === 'string' ? value : 'https://aws.example']);
  return Object.fromEntries(texts);
};

const importTimes = (files: readonly string[], environment: Record<string, string>, rounds: number) => {
  const times = new Map(files.map((file) => [file, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const file of files) times.get(file)?.push(importTime(file, environment));
  }
  return times;
};

const importTime = (file: string, environment: Record<string, string>): number => {
  const script = `const t = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit()`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], {
    encoding: 'utf8',
    env: { AWS_REGION: 'us-east-1', ...environment },
  });
  if (status !== 0) throw new Error(`${basename(file)} does not load: ${stderr}`);
  return Number(stdout);
};

const figureOf = (file: string, times: ReadonlyMap<string, readonly number[]>) => ({
  bytes: statSync(file).size,
  importMs: spread(times.get(file) ?? []),
});
