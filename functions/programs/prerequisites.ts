/** A prerequisite that leads back to its own badge: where it stands in the file, and the badges on the way round. */
interface Cycle {
  of: number;
  at: number;
  /** Ids from the badge back to itself, each needing the next. */
  through: string[];
}

/** Finds each prerequisite that closes a cycle, walking the badges in the order of the file. */
export const cyclesOf = (badges: readonly { id: string; prerequisites: readonly string[] }[]): Cycle[] => {
  const indexOf = new Map(badges.map((badge, index) => [badge.id, index]));
  const done = new Set<string>();
  const cycles: Cycle[] = [];
  const walk = (id: string, path: readonly string[]): void => {
    const of = indexOf.get(id);
    const badge = of === undefined ? undefined : badges[of];
    if (of === undefined || badge === undefined || done.has(id)) return;
    const here = [...path, id];
    badge.prerequisites.forEach((needed, at) => {
      const start = here.indexOf(needed);
      if (start === -1) walk(needed, here);
      else cycles.push({ of, at, through: [...here.slice(start), needed] });
    });
    done.add(id);
  };
  for (const badge of badges) walk(badge.id, []);
  return cycles;
};
