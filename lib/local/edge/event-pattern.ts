import { LocalProblem } from '../problem.ts';

/** Answers whether an event (or, for an event source mapping's filter, a record) matches. */
export type Matches = (value: unknown) => boolean;

type Test = (leaves: unknown[]) => boolean;

const refuse = (where: string, problem: string): never => {
  throw new LocalProblem(
    'unsupported-pattern',
    `Event pattern at ${where || 'its top'}: ${problem}`,
    'Write the pattern with what is known, or teach lib/local/edge/event-pattern.ts the operator.',
  );
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** EventBridge sees only leaves: an object or an empty array at a name counts as nothing there. */
const leavesOf = (value: unknown): unknown[] =>
  value === undefined || isObject(value) ? [] : Array.isArray(value) ? value.flatMap(leavesOf) : [value];

const any =
  (matches: Matches): Test =>
  (leaves) =>
    leaves.some(matches);

function text(where: string, operator: string, operand: unknown): string {
  if (typeof operand === 'string' && operand !== '') return operand;
  return refuse(where, `${operator} takes a non-empty text, not ${JSON.stringify(operand)}.`);
}

const comparisons: Record<string, (left: number, right: number) => boolean> = {
  '=': (left, right) => left === right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

function numeric(where: string, operand: unknown): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) {
    return refuse(where, 'numeric takes one or two pairs of comparison and number, such as [">", 0, "<=", 5].');
  }
  const bounds: Matches[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [sign, bound]: unknown[] = operand.slice(at, at + 2);
    const compare = typeof sign === 'string' ? comparisons[sign] : undefined;
    if (compare === undefined || typeof bound !== 'number')
      return refuse(where, `numeric does not know ${sign} ${bound}.`);
    bounds.push((value) => typeof value === 'number' && compare(value, bound));
  }
  return any((value) => bounds.every((within) => within(value)));
}

function anythingBut(where: string, operand: unknown): Test {
  const affix = isObject(operand) ? Object.entries(operand) : [];
  if (isObject(operand)) {
    const [operator, affixes] = affix[0] ?? [];
    if (affix.length !== 1 || (operator !== 'prefix' && operator !== 'suffix')) {
      return refuse(
        where,
        `anything-but is known with values, prefix and suffix, not with ${JSON.stringify(operand)}.`,
      );
    }
    const texts = [affixes].flat().map((one) => text(where, `anything-but ${operator}`, one));
    const hit = (value: string) =>
      texts.some((one) => (operator === 'prefix' ? value.startsWith(one) : value.endsWith(one)));
    return any((value) => typeof value !== 'string' || !hit(value));
  }
  const values: unknown[] = [operand].flat();
  if (values.length === 0 || values.some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    return refuse(where, 'anything-but takes texts or numbers.');
  }
  return any((value) => !values.includes(value));
}

const operators: Record<string, (where: string, operand: unknown) => Test> = {
  prefix: (where, operand) => {
    const start = text(where, 'prefix', operand);
    return any((value) => typeof value === 'string' && value.startsWith(start));
  },
  suffix: (where, operand) => {
    const end = text(where, 'suffix', operand);
    return any((value) => typeof value === 'string' && value.endsWith(end));
  },
  exists: (where, operand) => {
    if (typeof operand !== 'boolean') return refuse(where, 'exists takes true or false.');
    return (leaves) => leaves.length > 0 === operand;
  },
  numeric,
  'anything-but': anythingBut,
};

function compileTest(where: string, matcher: unknown): Test {
  if (!isObject(matcher)) {
    if (Array.isArray(matcher)) return refuse(where, 'a list cannot stand inside a list.');
    return any((value) => value === matcher);
  }
  const [entry, ...more] = Object.entries(matcher);
  if (entry === undefined || more.length > 0) return refuse(where, 'a matcher has exactly one operator.');
  const compile = Object.hasOwn(operators, entry[0]) ? operators[entry[0]] : undefined;
  if (compile === undefined) {
    return refuse(
      where,
      `the operator "${entry[0]}" is not known here. Known: ${Object.keys(operators).join(', ')}, $or.`,
    );
  }
  return compile(where, entry[1]);
}

function compileField(where: string, name: string, pattern: unknown): Matches {
  const path = where === '' ? name : `${where}.${name}`;
  if (isObject(pattern)) {
    const nested = compileFields(path, pattern);
    // One element of an array of objects has to satisfy the whole nested pattern by itself.
    return (value) => (Array.isArray(value) && value.length > 0 ? value.some(nested) : nested(value));
  }
  if (!Array.isArray(pattern) || pattern.length === 0)
    return refuse(path, 'a field takes a non-empty list or an object.');
  const tests = pattern.map((matcher) => compileTest(path, matcher));
  return (value) => tests.some((test) => test(leavesOf(value)));
}

function compileAlternatives(where: string, alternatives: unknown): Matches {
  if (!Array.isArray(alternatives) || alternatives.length < 2) return refuse(where, '$or takes two or more patterns.');
  const compiled = alternatives.map((one) =>
    isObject(one) ? compileFields(where, one) : refuse(where, '$or takes objects.'),
  );
  return (value) => compiled.some((matches) => matches(value));
}

function compileFields(where: string, pattern: Record<string, unknown>): Matches {
  const fields = Object.entries(pattern).map(([name, inner]): Matches => {
    if (name === '$or') return compileAlternatives(where, inner);
    const matches = compileField(where, name, inner);
    return (value) => matches(isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined);
  });
  if (fields.length === 0) return refuse(where, 'a pattern names at least one field.');
  return (value) => fields.every((matches) => matches(value));
}

/**
 * Compiles an EventBridge pattern: exact values, prefix, suffix, anything-but, exists, numeric and $or.
 * Anything else throws `unsupported-pattern`: a rule that silently never matches would be worse than no start.
 */
export function compilePattern(pattern: unknown): Matches {
  if (!isObject(pattern)) return refuse('', 'a pattern is an object.');
  return compileFields('', pattern);
}
