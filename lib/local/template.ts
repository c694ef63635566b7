import type { Resource, Template } from './assembly.ts';
import { LocalProblem } from './problem.ts';

/** What `Ref` (no attribute) or `Fn::GetAtt` of a resource is on this machine; undefined when this host does not know. */
export type Reference = (logicalId: string, attribute?: string) => unknown;

export interface ResolvedTemplate {
  /** The resources of one type whose condition holds, by logical id, in the template's order. */
  ofType(...types: string[]): Array<[logicalId: string, resource: Resource]>;
  /** A value with its intrinsic functions replaced; throws `unresolved-value`. `where` names it in the error. */
  value(expression: unknown, where: string): unknown;
  /** All properties of a resource, replaced. */
  properties(logicalId: string): Record<string, unknown>;
  all(): Array<[logicalId: string, resource: Resource]>;
}

export interface ResolveOptions {
  template: Template;
  reference: Reference;
  /** Values of the template's own parameters; their defaults otherwise. */
  parameters?: Record<string, string>;
  pseudo: { region: string; accountId: string; stackName: string };
}

const noValue = Symbol('AWS::NoValue');

function fail(where: string, what: string): never {
  throw new LocalProblem(
    'unresolved-value',
    `${where}: ${what}`,
    'This host cannot play that; use another form in the stack, or teach lib/local about it.',
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces CloudFormation's intrinsic functions and drops resources whose condition does not hold. */
export function resolveTemplate(options: ResolveOptions): ResolvedTemplate {
  const { template } = options;
  const pseudo = pseudoParameters(options.pseudo);

  function ref(name: string, where: string): unknown {
    if (Object.hasOwn(pseudo, name)) return pseudo[name];
    const parameter = template.Parameters[name];
    if (parameter) {
      const given = options.parameters?.[name] ?? parameter.Default;
      return given ?? fail(where, `the parameter ${name} has no default and was not given`);
    }
    return options.reference(name) ?? fail(where, `nothing is known about a Ref of ${describe(name)}`);
  }

  function describe(logicalId: string): string {
    return `${logicalId} (${template.Resources[logicalId]?.Type ?? 'not in the template'})`;
  }

  function attribute(argument: unknown, where: string): unknown {
    const parts = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    const [logicalId = '', ...rest] = parts;
    const name = rest.join('.');
    return (
      options.reference(logicalId, name) ?? fail(where, `nothing is known about ${name} of ${describe(logicalId)}`)
    );
  }

  function sub(argument: unknown, where: string): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const given = isRecord(variables) ? variables : {};
    return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(given, name)) return String(value(given[name], where));
      return String(name.includes('.') ? attribute(name, where) : ref(name, where));
    });
  }

  function list(argument: unknown, where: string): unknown[] {
    const resolved = value(argument, where);
    return Array.isArray(resolved) ? resolved : fail(where, 'a list was expected');
  }

  function holds(condition: unknown, where: string): boolean {
    if (typeof condition === 'string') {
      const expression = template.Conditions[condition] ?? fail(where, `there is no condition ${condition}`);
      return value(expression, `Conditions.${condition}`) === true;
    }
    return value(condition, where) === true;
  }

  const functions: Record<string, (argument: unknown, where: string) => unknown> = {
    Ref: (argument, where) => ref(String(argument), where),
    Condition: (argument, where) => holds(argument, where),
    'Fn::GetAtt': attribute,
    'Fn::Sub': sub,
    'Fn::Join': (argument, where) => {
      const [separator, parts] = Array.isArray(argument) ? argument : [];
      return list(parts, where).map(String).join(String(separator));
    },
    'Fn::Split': (argument, where) => {
      const [separator, text] = list(argument, where);
      return String(text).split(String(separator));
    },
    'Fn::Select': (argument, where) => {
      const [index, from] = list(argument, where);
      const chosen = Array.isArray(from) ? from[Number(index)] : undefined;
      return chosen ?? fail(where, `Fn::Select found nothing at ${String(index)}`);
    },
    'Fn::If': (argument, where) => {
      const [condition, yes, no] = Array.isArray(argument) ? argument : [];
      return value(holds(condition, where) ? yes : no, where);
    },
    'Fn::Equals': (argument, where) => {
      const [left, right] = list(argument, where);
      return String(left) === String(right);
    },
    'Fn::Not': (argument, where) => !list(argument, where)[0],
    'Fn::And': (argument, where) => list(argument, where).every((each) => each === true),
    'Fn::Or': (argument, where) => list(argument, where).some((each) => each === true),
    'Fn::Base64': (argument, where) => Buffer.from(String(value(argument, where))).toString('base64'),
    'Fn::FindInMap': (argument, where) => {
      const [map, first, second] = list(argument, where).map(String);
      const found = template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
      return found ?? fail(where, `the mapping ${map} has no ${first}.${second}`);
    },
  };

  function record(expression: Record<string, unknown>, where: string): unknown {
    const [key, ...others] = Object.keys(expression);
    if (key !== undefined && others.length === 0 && (Object.hasOwn(functions, key) || key.startsWith('Fn::'))) {
      const replace = functions[key] ?? fail(where, `the function ${key} is not known`);
      // `Condition` is also an ordinary word inside policies, where its value is no text.
      if (key !== 'Condition' || typeof expression[key] === 'string') return replace(expression[key], where);
    }
    const entries = Object.entries(expression).map(([name, each]) => [name, value(each, `${where}.${name}`)]);
    return Object.fromEntries(entries.filter(([, each]) => each !== noValue));
  }

  function value(expression: unknown, where: string): unknown {
    if (typeof expression === 'string' && expression.includes('{{resolve:')) {
      fail(where, `a dynamic reference cannot be looked up here (${expression})`);
    }
    if (Array.isArray(expression)) {
      return expression.map((each, index) => value(each, `${where}[${index}]`)).filter((each) => each !== noValue);
    }
    return isRecord(expression) ? record(expression, where) : expression;
  }

  const present = Object.entries(template.Resources).filter(
    ([logicalId, { Condition }]) => Condition === undefined || holds(Condition, logicalId),
  );
  return {
    value: (expression, where) => {
      const resolved = value(expression, where);
      return resolved === noValue ? undefined : resolved;
    },
    all: () => present,
    ofType: (...types) => present.filter(([, { Type }]) => types.includes(Type)),
    properties: (logicalId) => {
      const resolved = value(template.Resources[logicalId]?.Properties ?? {}, logicalId);
      return isRecord(resolved) ? resolved : {};
    },
  };
}

function pseudoParameters(of: ResolveOptions['pseudo']): Record<string, unknown> {
  return {
    'AWS::Region': of.region,
    'AWS::AccountId': of.accountId,
    'AWS::StackName': of.stackName,
    'AWS::StackId': `arn:aws:cloudformation:${of.region}:${of.accountId}:stack/${of.stackName}/local`,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };
}
