import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalProblem } from '../problem.ts';

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});
const Parameter = z.object({ Type: z.string(), Default: z.unknown().optional() });
const Template = z.object({
  Resources: z.record(z.string(), Resource),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), Parameter).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })).default({}),
});
const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({ type: z.string(), properties: z.object({ templateFile: z.string().optional() }).optional() }),
  ),
});
const Assets = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

export type Resource = z.infer<typeof Resource>;
export type Template = z.infer<typeof Template>;

export interface Assembly {
  stackName: string;
  template: Template;
  /** The folder of the code asset with that object key, or undefined. */
  folderOf(objectKey: string): string | undefined;
}

function readJson(path: string): unknown {
  if (!existsSync(path)) {
    throw new LocalProblem('no-assembly', `There is no synthesized stack (${path}).`, 'Run npm run synth first.');
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readAssets(directory: string, stackName: string): Map<string, string> {
  const path = join(directory, `${stackName}.assets.json`);
  if (!existsSync(path)) return new Map();
  const folders = new Map<string, string>();
  for (const file of Object.values(Assets.parse(readJson(path)).files)) {
    for (const { objectKey } of Object.values(file.destinations))
      folders.set(objectKey, join(directory, file.source.path));
  }
  return folders;
}

/** Reads a cloud assembly with exactly one stack; throws `no-assembly` or `several-stacks`. */
export function readAssembly(directory: string): Assembly {
  const { artifacts } = Manifest.parse(readJson(join(directory, 'manifest.json')));
  const stacks = Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack');
  const [stackName, stack] = stacks[0] ?? [];
  const file = stack?.properties?.templateFile;
  if (stackName === undefined || file === undefined || stacks.length > 1) {
    const names = stacks.map(([name]) => name).join(', ') || 'none';
    throw new LocalProblem(
      'several-stacks',
      `This host plays one stack; ${directory} has: ${names}.`,
      'Synthesize one.',
    );
  }
  const folders = readAssets(directory, stackName);
  return {
    stackName,
    template: Template.parse(readJson(join(directory, file))),
    folderOf: (objectKey) => folders.get(objectKey),
  };
}
