import * as z from 'zod';
import type { ResolvedTemplate } from '../template/template.ts';

const Mapping = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).optional(),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).optional() }).optional(),
  BisectBatchOnFunctionError: z.boolean().default(false),
  MaximumRetryAttempts: z.number().default(-1),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

/** One AWS::Lambda::EventSourceMapping. */
export interface EventSource {
  logicalId: string;
  /** ARN of the queue or stream. */
  from: string;
  /** Name or ARN of the function. */
  to: string;
  batchSize: number;
  partial: boolean;
  concurrency: number;
  /** Event patterns as JSON text; a record passes if any matches, or if there are none. */
  filters: string[];
  bisect: boolean;
  /** -1: until it succeeds. */
  retries: number;
  onFailure: string | undefined;
}

export function eventSourcesOf(template: ResolvedTemplate): EventSource[] {
  return template.ofType('AWS::Lambda::EventSourceMapping').flatMap(([logicalId]) => {
    const mapping = Mapping.parse(template.properties(logicalId));
    if (!mapping.Enabled) return [];
    const isQueue = mapping.EventSourceArn.includes(':sqs:');
    return [
      {
        logicalId,
        from: mapping.EventSourceArn,
        to: mapping.FunctionName,
        batchSize: mapping.BatchSize ?? (isQueue ? 10 : 100),
        partial: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
        concurrency: mapping.ScalingConfig?.MaximumConcurrency ?? 5,
        filters: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern),
        bisect: mapping.BisectBatchOnFunctionError,
        retries: mapping.MaximumRetryAttempts,
        onFailure: mapping.DestinationConfig?.OnFailure?.Destination,
      },
    ];
  });
}
