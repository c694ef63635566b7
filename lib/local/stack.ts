import type { Engines } from './engines.ts';
import { LocalProblem } from './problem.ts';
import { addRules, createBuses, createKeys, createQueues, createTables, openMail } from './resources.ts';
import type { Assembly } from './template/assembly.ts';
import { type InventoryLine, takeInventory } from './template/inventory.ts';
import { type Places, references } from './template/references.ts';
import { type Reference, type ResolvedTemplate, resolveTemplate } from './template/template.ts';

export const region = 'us-east-1';
export const accountId = '000000000000';

/** The stack as made on this machine. */
export interface Stack {
  template: ResolvedTemplate;
  reference: Reference;
  inventory: InventoryLine[];
}

/** Makes what the template describes, in the order in which values become known. Throws `LocalProblem`. */
export async function makeStack(
  { stackName, template: source }: Assembly,
  { edges, gateway, issuer, dynamoDb }: Engines,
  parameters: Record<string, string> = {},
): Promise<Stack> {
  const streamArns = new Map<string, string>();
  const urls = { apiUrl: gateway.url, issuerUrl: issuer.url, clientId: issuer.clientId };
  const places: Places = { stackName, region, accountId, edges, streamArns, ...urls };
  const reference = references(source, places, (value, where) => template.value(value, where));
  const pseudo = { region, accountId, stackName };
  const template = resolveTemplate({ template: source, reference, parameters, pseudo });
  const inventory = takeInventory(template);
  for (const [logicalId, arn] of await createTables(template, dynamoDb.call, reference)) streamArns.set(logicalId, arn);
  createQueues(template, edges, reference);
  createBuses(template, edges, reference);
  createKeys(template, edges, reference);
  openMail(template, edges, reference);
  addRules(template, edges, reference);
  return { template, reference, inventory };
}

/** The one resource of a type whose logical id begins so; throws `unknown-resource`. */
export function findResource(template: ResolvedTemplate, type: string, prefix: string): string {
  const ids = template.ofType(type).map(([logicalId]) => logicalId);
  const [found, ...more] = ids.filter((logicalId) => logicalId.startsWith(prefix));
  if (found !== undefined && more.length === 0) return found;
  const what = found === undefined ? 'no resource' : 'more than one resource';
  const problem = `There is ${what} of ${type} whose id begins with ${prefix}.`;
  throw new LocalProblem('unknown-resource', problem, `There are: ${ids.join(', ')}.`);
}

/** What operators look for by name or address: the rest of a stack is nobody's business from outside. */
const NAMED = [
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::Archive',
  'AWS::Events::EventBus',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SQS::Queue',
] as const;

export interface StackResource {
  logicalId: string;
  type: string;
  /** As CloudFormation tells it: a name; of a queue its URL. */
  physicalId: string;
}

/** As CloudFormation lists the resources of a stack, of the types that have a name of their own. */
export const resourcesOf = (template: ResolvedTemplate, reference: Reference): StackResource[] =>
  template
    .ofType(...NAMED)
    .map(([logicalId, { Type }]) => ({ logicalId, type: Type, physicalId: String(reference(logicalId)) }));

/** The outputs of the stack by name. */
export function outputsOf(assembly: Assembly, template: ResolvedTemplate): Record<string, string> {
  const outputs = Object.entries(assembly.template.Outputs);
  return Object.fromEntries(
    outputs.map(([name, { Value }]) => [name, String(template.value(Value, `Outputs.${name}`))]),
  );
}
