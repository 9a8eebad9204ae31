/** Each knot of files that import each other in a circle, as one way round it (Tarjan's components). */
export function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];

  const visit = (file: string): number => {
    const index = order.size;
    order.set(file, index);
    lowest.set(file, index);
    stack.push(file);
    for (const target of graph.get(file) ?? []) {
      if (!order.has(target)) lowest.set(file, Math.min(lowest.get(file)!, visit(target)));
      else if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file)!, order.get(target)!));
    }
    if (lowest.get(file) === index) {
      const knot = stack.splice(stack.indexOf(file));
      const importsItself = graph.get(file)?.includes(file) ?? false;
      if (knot.length > 1 || importsItself) cycles.push(wayRound(file, new Set(knot), graph));
    }
    return lowest.get(file)!;
  };

  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return cycles;
}

/** The shortest way from the file back to itself inside its knot. */
function wayRound(
  file: string,
  knot: ReadonlySet<string>,
  graph: ReadonlyMap<string, readonly string[]>,
): string[] {
  const ways: string[][] = [[file]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const target of graph.get(way.at(-1)!) ?? []) {
      if (target === file) return [...way, file];
      if (!knot.has(target) || seen.has(target)) continue;
      seen.add(target);
      ways.push([...way, target]);
    }
  }
  return [file];
}
