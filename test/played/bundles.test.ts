/** The app, synthesized without network by `test/assembly.ts`: every function is bundled, and loads as Lambda would load it. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import * as z from 'zod';

const run = promisify(execFile);
const outdir = inject('assemblyDir');
const here = (file: string) => resolve(import.meta.dirname, file);

const FunctionResource = z.object({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.object({
    Handler: z.literal('index.handler'),
    Code: z.object({ S3Key: z.string() }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
  }),
});
interface Bundle {
  id: string;
  file: string;
  variables: string[];
}
let bundles: Bundle[] = [];

const readBundles = (): Bundle[] => {
  const template: unknown = JSON.parse(readFileSync(join(outdir, 'Accolade.template.json'), 'utf8'));
  const { Resources } = z.object({ Resources: z.record(z.string(), z.unknown()) }).parse(template);
  return Object.entries(Resources).flatMap(([id, resource]) => {
    const read = FunctionResource.safeParse(resource);
    if (!read.success) return [];
    const { Code, Environment } = read.data.Properties;
    const file = join(outdir, `asset.${Code.S3Key.replace(/\.zip$/, '')}`, 'index.js');
    return [{ id, file, variables: Object.keys(Environment?.Variables ?? {}) }];
  });
};

/** Something of the right form for each variable that the template fills in. */
const somethingFor = (name: string) => {
  if (/(URL|ISSUER)$/.test(name)) return 'https://accolade.example';
  if (/^(SENDER|DEPLOYMENT_ADMINISTRATORS)$/.test(name)) return 'badges@cedarhollow.example';
  return name === 'PILOT' ? 'true' : 'something';
};

const load = async ({ file, variables }: Bundle) => {
  const env = Object.fromEntries(variables.map((name) => [name, somethingFor(name)]));
  const lambda = { AWS_REGION: 'us-east-1', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const { stdout } = await run(process.execPath, [here('load-bundle.mjs'), file], { env: { ...env, ...lambda } });
  return z
    .object({ problem: z.string().optional(), handler: z.string(), read: z.array(z.string()) })
    .parse(JSON.parse(stdout));
};

/** Read when it is needed, by what every consumer is made with. */
const LATER = ['QUEUE_URL', 'PARKED_URL'];

beforeAll(() => {
  bundles = readBundles();
});

describe('synth', () => {
  it('works without network, and passes every check', () => {
    expect(readdirSync(outdir)).toContain('manifest.json');
    expect(bundles.length).toBeGreaterThanOrEqual(16);
  });
});

describe('bundles', () => {
  it('loads under Node 24 with the variables of the template, and reads each of them', async () => {
    for (const bundle of bundles) {
      const { problem, handler, read } = await load(bundle);
      const unread = bundle.variables.filter((name) => !read.includes(name) && !LATER.includes(name));
      expect.soft({ problem, handler, unread }, bundle.id).toEqual({ handler: 'function', unread: [] });
    }
  }, 120_000);

  it('loads below a package of ES modules too, where a clone has its assembly', async () => {
    const clone = mkdtempSync(join(tmpdir(), 'accolade-clone-'));
    const [bundle] = bundles;
    if (!bundle) throw new Error('There is no bundle.');
    try {
      writeFileSync(join(clone, 'package.json'), '{"type":"module"}');
      const assembly = join(clone, 'cdk.out');
      cpSync(dirname(bundle.file), join(assembly, 'asset'), { recursive: true });
      const file = join(assembly, 'asset', basename(bundle.file));
      expect(await load({ ...bundle, file })).toMatchObject({ problem: expect.stringContaining('module') });
      cpSync(join(outdir, 'package.json'), join(assembly, 'package.json'));
      expect(await load({ ...bundle, file })).toMatchObject({ handler: 'function' });
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it('is small enough to start quickly, and holds no source map', () => {
    for (const { id, file } of bundles) {
      expect(statSync(file).size, id).toBeLessThan(2_000_000);
      expect(readdirSync(join(file, '..')), id).toEqual(['index.js']);
    }
  });
});
