/** Columns of equal width; the first to the left, all others to the right unless `left` names them too. */
export const columns = (rows: readonly (readonly string[])[], left: readonly number[] = [0]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    left.includes(column) ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => `  ${row.map(cell).join('   ').trimEnd()}`).join('\n');
};
