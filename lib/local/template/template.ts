import type { Resource, Template } from './assembly.ts';
import { type Intrinsic, intrinsics, isRecord, noValue, unresolved } from './intrinsics.ts';

/** What `Ref` (no attribute) or `Fn::GetAtt` of a resource is on this machine; undefined when this host does not know. */
export type Reference = (logicalId: string, attribute?: string) => unknown;

export interface ResolvedTemplate {
  /** The resources of these types whose condition holds, in the template's order. */
  ofType(...types: string[]): Array<[logicalId: string, resource: Resource]>;
  all(): Array<[logicalId: string, resource: Resource]>;
  /** A value with its intrinsic functions replaced; throws `unresolved-value`. `where` names it in the error. */
  value(expression: unknown, where: string): unknown;
  /** All properties of a resource, replaced. */
  properties(logicalId: string): Record<string, unknown>;
}

export interface ResolveOptions {
  template: Template;
  reference: Reference;
  /** Values of the template's own parameters; their defaults otherwise. */
  parameters?: Record<string, string>;
  pseudo: { region: string; accountId: string; stackName: string };
}

function pseudoParameters({ pseudo }: ResolveOptions): Record<string, unknown> {
  return {
    'AWS::Region': pseudo.region,
    'AWS::AccountId': pseudo.accountId,
    'AWS::StackName': pseudo.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${pseudo.region}:${pseudo.accountId}:stack/${pseudo.stackName}/local`,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };
}

function lookups(options: ResolveOptions) {
  const { template, reference, parameters } = options;
  const pseudo = pseudoParameters(options);
  const described = (id: string) => `${id} (${template.Resources[id]?.Type ?? 'not in the template'})`;
  return {
    ref: (name: string, where: string): unknown => {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const parameter = template.Parameters[name];
      if (!parameter) return reference(name) ?? unresolved(where, `nothing is known about a Ref of ${described(name)}`);
      const given = parameters?.[name] ?? parameter.Default;
      return given ?? unresolved(where, `the parameter ${name} has no default and was not given`);
    },
    attribute: (id: string, name: string, where: string): unknown =>
      reference(id, name) ?? unresolved(where, `nothing is known about ${name} of ${described(id)}`),
  };
}

/** The intrinsic function an object stands for, if it is one. */
function callOf(expression: Record<string, unknown>): string | undefined {
  const [key, ...others] = Object.keys(expression);
  if (key === undefined || others.length > 0) return undefined;
  // `Condition` is also an ordinary word inside policies, where its value is no text.
  if (key === 'Condition') return typeof expression[key] === 'string' ? key : undefined;
  return key === 'Ref' || key.startsWith('Fn::') ? key : undefined;
}

function evaluator(options: ResolveOptions): Intrinsic {
  const functions = intrinsics({ ...lookups(options), value, template: options.template });

  function value(expression: unknown, where: string): unknown {
    if (typeof expression === 'string' && expression.includes('{{resolve:')) {
      return unresolved(where, `a dynamic reference cannot be looked up here (${expression})`);
    }
    if (Array.isArray(expression)) {
      return expression.map((each, index) => value(each, `${where}[${index}]`)).filter((each) => each !== noValue);
    }
    if (!isRecord(expression)) return expression;
    const call = callOf(expression);
    if (call !== undefined) {
      const replace = functions[call] ?? unresolved(where, `the function ${call} is not known`);
      return replace(expression[call], where);
    }
    const entries = Object.entries(expression).map(([name, each]) => [name, value(each, `${where}.${name}`)]);
    return Object.fromEntries(entries.filter(([, each]) => each !== noValue));
  }

  return value;
}

/** Replaces CloudFormation's intrinsic functions and drops resources whose condition does not hold. */
export function resolveTemplate(options: ResolveOptions): ResolvedTemplate {
  const { Resources } = options.template;
  const value = evaluator(options);
  const present = Object.entries(Resources).filter(
    ([logicalId, { Condition }]) => Condition === undefined || value({ Condition }, logicalId) === true,
  );
  return {
    all: () => present,
    ofType: (...types) => present.filter(([, { Type }]) => types.includes(Type)),
    value: (expression, where) => {
      const resolved = value(expression, where);
      return resolved === noValue ? undefined : resolved;
    },
    properties: (logicalId) => {
      const resolved = value(Resources[logicalId]?.Properties ?? {}, logicalId);
      return isRecord(resolved) ? resolved : {};
    },
  };
}
