import * as z from 'zod';
import type { Outcome } from './environment.ts';

const Report = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullable();

/**
 * Which items of a batch failed. Without `partial` a failure is everybody's. As in Lambda, a report that names nothing
 * of the batch, or is no report at all, fails the whole batch, and an empty one is success.
 */
export function failedItems(outcome: Outcome, items: string[], partial: boolean): string[] {
  if (!outcome.ok) return items;
  if (!partial) return [];
  const report = Report.safeParse(JSON.parse(outcome.payload));
  if (!report.success) return items;
  const failed = (report.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((each) => items.includes(each)) ? failed : items;
}
