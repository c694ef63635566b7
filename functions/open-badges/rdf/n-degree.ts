/**
 * The Hash N-Degree Quads algorithm (RDFC-1.0 section 4.8): tells blank nodes apart about which the same is said, by what is
 * said about their neighbors. Few badges need it: two results with the same value, for one.
 */
import { hash } from 'node:crypto';
import type { Node } from './dataset.ts';
import { unsafe } from './unsafe.ts';

/** Temporary labels, in the order in which they were given. */
type Labels = ReadonlyMap<Node, string>;

interface Path {
  hash: string;
  labels: Labels;
}

/**
 * The order in which nodes with equal first-degree hashes get their labels, group by group. It is a generator, as each path
 * depends on the labels given before. Throws `json-ld-unsafe` for a document made to take long.
 */
export function* pathsOf(groups: readonly (readonly Node[])[]): Generator<Iterable<Node>> {
  const alike = groups.reduce((sum, { length }) => sum + length, 0);
  const budget = { steps: Math.min(alike, MOST_STEPS) };
  for (const group of groups) {
    const unlabeled = group.filter(({ name }) => name === '');
    const paths = unlabeled.map((node) => follow(node, new Map([[node, '_:b0']]), budget));
    for (const { labels } of paths.sort((one, other) => (one.hash < other.hash ? -1 : one.hash > other.hash ? 1 : 0))) {
      yield labels.keys();
    }
  }
}

/** One step for each node that is like another, as rdf-canonize bounds it; and no more than the stack holds. */
interface Budget {
  steps: number;
}
const MOST_STEPS = 500;
/** More orders of neighbors than these have would outlast any budget. */
const MOST_NEIGHBORS = 8;

const tooMuchAlike = () => unsafe('The document holds too many nodes that are alike: give them ids.');

const follow = (node: Node, given: Labels, budget: Budget): Path => {
  if (budget.steps-- === 0) throw tooMuchAlike();
  const neighbors = neighborsByHash(node, given);
  let labels = given;
  let data = '';
  for (const key of [...neighbors.keys()].sort()) {
    const best = bestWay(neighbors.get(key) ?? [], labels, budget);
    data += key + best.text;
    labels = best.labels;
  }
  return { hash: hash('sha256', data), labels };
};

interface Way {
  text: string;
  labels: Labels;
}

/** Of all orders in which the neighbors can be taken, the one whose text comes first. */
const bestWay = (neighbors: readonly Node[], given: Labels, budget: Budget): Way => {
  if (new Set(neighbors).size > MOST_NEIGHBORS || neighbors.length > MOST_STEPS) throw tooMuchAlike();
  let best: Way | undefined;
  for (const order of permutations(neighbors)) {
    const way = wayThrough(order, given, budget, best?.text);
    if (way && (!best || way.text < best.text)) best = way;
  }
  if (!best) throw new Error('A list of neighbors has no order.');
  return best;
};

/** Undefined as soon as it is clear that `best` comes before it. */
const wayThrough = (order: readonly Node[], given: Labels, budget: Budget, best?: string): Way | undefined => {
  let labels = new Map(given);
  let text = '';
  const unvisited: Node[] = [];
  for (const node of order) {
    if (node.name === '' && !labels.has(node)) {
      labels.set(node, `_:b${labels.size}`);
      unvisited.push(node);
    }
    text += node.name || labels.get(node);
    if (best !== undefined && text > best) return undefined;
  }
  for (const node of unvisited) {
    const path = follow(node, labels, budget);
    text += `${labels.get(node)}<${path.hash}>`;
    labels = new Map(path.labels);
    if (best !== undefined && text > best) return undefined;
  }
  return { text, labels };
};

const neighborsByHash = (node: Node, labels: Labels): Map<string, Node[]> => {
  const found = new Map<string, Node[]>();
  for (const quad of node.quads) {
    for (const [position, other] of [
      ['s', quad.subject],
      ['o', quad.object],
      ['g', quad.graph],
    ] as const) {
      if (other === undefined || typeof other === 'string' || !other.isBlank || other === node) continue;
      const name = other.name || labels.get(other) || other.hash;
      const key = hash('sha256', position + (position === 'g' ? '' : quad.predicate) + name);
      const list = found.get(key);
      if (list) list.push(other);
      else found.set(key, [other]);
    }
  }
  return found;
};

/** Every order of the items, taking those that are the same as one. */
function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length < 2) yield items;
  else {
    for (const first of new Set(items)) {
      const at = items.indexOf(first);
      for (const rest of permutations(items.toSpliced(at, 1))) yield [first, ...rest];
    }
  }
}
