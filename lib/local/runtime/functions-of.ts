import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalProblem } from '../problem.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Reference, ResolvedTemplate } from '../template/template.ts';
import type { FunctionSpec } from './environment.ts';

const Properties = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  ReservedConcurrentExecutions: z.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
});

/** A laptop has few cores: more environments of one function would only take memory. */
const mostEnvironments = 2;

/** The functions of the stack with their variables resolved; throws `unknown-code` for code that is no asset. */
export function functionsOf(template: ResolvedTemplate, assembly: Assembly, reference: Reference): FunctionSpec[] {
  return template.ofType('AWS::Lambda::Function').map(([logicalId]) => {
    const read = Properties.safeParse(template.properties(logicalId));
    const [module = '', exported = ''] = read.success ? read.data.Handler.split('.') : [];
    const folder = read.success ? assembly.folderOf(read.data.Code.S3Key) : undefined;
    const file =
      folder && ['.mjs', '.js', '.cjs'].map((end) => join(folder, module + end)).find((path) => existsSync(path));
    if (!read.success || file === undefined) {
      const why = read.success ? 'its code is not in the assembly' : z.prettifyError(read.error).replaceAll('\n', ' ');
      throw new LocalProblem('unknown-code', `${logicalId} cannot run here: ${why}.`, 'Bundle it as an asset.');
    }
    const { Timeout, MemorySize, ReservedConcurrentExecutions, Environment } = read.data;
    const variables = Object.entries(Environment?.Variables ?? {}).map(([name, value]) => [name, String(value)]);
    return {
      logicalId,
      name: String(reference(logicalId)),
      arn: String(reference(logicalId, 'Arn')),
      file,
      exported,
      environment: Object.fromEntries(variables),
      timeoutMs: Timeout * 1000,
      memoryMb: MemorySize,
      concurrency: Math.min(mostEnvironments, ReservedConcurrentExecutions ?? mostEnvironments),
    };
  });
}
