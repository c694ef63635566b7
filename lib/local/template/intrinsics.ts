import { LocalProblem } from '../problem.ts';
import type { Template } from './assembly.ts';

/** Stands for AWS::NoValue: whatever has it is left out. */
export const noValue = Symbol('AWS::NoValue');

export type Intrinsic = (argument: unknown, where: string) => unknown;

/** What the functions need of the template around them; `where` names the place in errors. */
export interface Surroundings {
  ref(name: string, where: string): unknown;
  attribute(logicalId: string, name: string, where: string): unknown;
  value(expression: unknown, where: string): unknown;
  template: Template;
}

/** Throws `unresolved-value`, naming the place. */
export function unresolved(where: string, what: string): never {
  throw new LocalProblem(
    'unresolved-value',
    `${where}: ${what}`,
    'This host cannot play that; use another form in the stack, or teach lib/local about it.',
  );
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const raw = (argument: unknown): unknown[] => (Array.isArray(argument) ? argument : []);

function listOf({ value }: Surroundings) {
  return (argument: unknown, where: string): unknown[] => {
    const resolved = value(argument, where);
    return Array.isArray(resolved) ? resolved : unresolved(where, 'a list was expected');
  };
}

function texts(surroundings: Surroundings): Record<string, Intrinsic> {
  const { ref, attribute, value } = surroundings;
  const list = listOf(surroundings);

  function getAtt(argument: unknown, where: string): unknown {
    const [logicalId = '', ...name] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return attribute(logicalId, name.join('.'), where);
  }

  function sub(argument: unknown, where: string): string {
    const [text, variables] = Array.isArray(argument) ? argument : [argument];
    const given = isRecord(variables) ? variables : {};
    return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(given, name)) return String(value(given[name], where));
      return String(name.includes('.') ? getAtt(name, where) : ref(name, where));
    });
  }

  return {
    Ref: (argument, where) => ref(String(argument), where),
    'Fn::GetAtt': getAtt,
    'Fn::Sub': sub,
    'Fn::Join': (argument, where) => {
      const [separator, parts] = raw(argument);
      return list(parts, where).map(String).join(String(separator));
    },
    'Fn::Split': (argument, where) => {
      const [separator, text] = list(argument, where);
      return String(text).split(String(separator));
    },
    'Fn::Select': (argument, where) => {
      const [index, from] = list(argument, where);
      return raw(from)[Number(index)] ?? unresolved(where, `Fn::Select found nothing at ${String(index)}`);
    },
    'Fn::Base64': (argument, where) => Buffer.from(String(value(argument, where))).toString('base64'),
    'Fn::FindInMap': (argument, where) => {
      const [map = '', first = '', second = ''] = list(argument, where).map(String);
      const found = surroundings.template.Mappings[map]?.[first]?.[second];
      return found ?? unresolved(where, `the mapping ${map} has no ${first}.${second}`);
    },
  };
}

function conditions(surroundings: Surroundings): Record<string, Intrinsic> {
  const { value, template } = surroundings;
  const list = listOf(surroundings);

  function holds(name: unknown, where: string): boolean {
    const expression = template.Conditions[String(name)] ?? unresolved(where, `there is no condition ${String(name)}`);
    return value(expression, `Conditions.${String(name)}`) === true;
  }

  return {
    Condition: holds,
    'Fn::If': (argument, where) => {
      const [condition, yes, no] = raw(argument);
      return value(holds(condition, where) ? yes : no, where);
    },
    'Fn::Equals': (argument, where) => {
      const [left, right] = list(argument, where);
      return String(left) === String(right);
    },
    'Fn::Not': (argument, where) => !list(argument, where)[0],
    'Fn::And': (argument, where) => list(argument, where).every((each) => each === true),
    'Fn::Or': (argument, where) => list(argument, where).some((each) => each === true),
  };
}

/** CloudFormation's intrinsic functions by name. */
export function intrinsics(surroundings: Surroundings): Record<string, Intrinsic> {
  return { ...texts(surroundings), ...conditions(surroundings) };
}
