import * as z from 'zod';
import { errorAnswer, ServiceError } from './answers.ts';
import type { EdgeAnswer, Intercept, OutboundRequest, Service } from './exchange.ts';

/** Thrown by an intercept: the function's socket is closed without an answer. */
export class ConnectionDropped extends Error {
  override name = 'ConnectionDropped';
}

const entry = z.looseObject({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
});
type PutEventsEntry = z.infer<typeof entry>;
const asked = z.object({ Entries: z.array(entry) });
const answered = z.object({ Entries: z.array(z.record(z.string(), z.unknown())) });

/**
 * PutEvents in part: entries for which `fails` answers an error code are answered with it and never reach the bus,
 * the others go through. Every other request passes.
 */
export const failEntries =
  (fails: (entry: PutEventsEntry, index: number) => string | undefined): Intercept =>
  async (request, forward) => {
    if (request.service !== 'events' || request.operation !== 'PutEvents') return forward();
    const entries = asked.parse(JSON.parse(request.body)).Entries;
    const codes = entries.map(fails);
    const passing = entries.filter((_, index) => codes[index] === undefined);
    const base = passing.length > 0 ? await forward(JSON.stringify({ Entries: passing })) : undefined;
    if (base !== undefined && base.status !== 200) return base;
    const accepted = base === undefined ? [] : answered.parse(JSON.parse(base.body.toString())).Entries;
    const Entries = codes.map((code) =>
      code === undefined ? accepted.shift() : { ErrorCode: code, ErrorMessage: 'This entry was failed on purpose.' },
    );
    const FailedEntryCount = Entries.filter((one) => one !== undefined && 'ErrorCode' in one).length;
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ FailedEntryCount, Entries }),
    };
  };

/** What each service says when it is asked too often. DynamoDB has two ways, by whether the table or the account is at its limit. */
const throttles: Record<Service, [code: string, message: string][]> = {
  dynamodb: [
    ['ProvisionedThroughputExceededException', 'The level of configured provisioned throughput was exceeded.'],
    ['ThrottlingException', 'Throughput exceeds the current capacity of your table or index.'],
  ],
  sqs: [['RequestThrottled', 'Request is throttled.']],
  events: [['ThrottlingException', 'Rate exceeded']],
  kms: [['ThrottlingException', 'You have exceeded the rate at which you may call KMS.']],
  ses: [['Throttling', 'Maximum sending rate exceeded.']],
};

/** The service refuses for now. `nth` takes one of its ways to say so. */
export const throttled = ({ service }: Pick<OutboundRequest, 'service'>, nth = 0): EdgeAnswer => {
  const all = throttles[service];
  const [code, message] = all[nth % all.length] ?? ['ThrottlingException', 'Rate exceeded'];
  return errorAnswer(service, new ServiceError(code, message));
};

const failures: Record<Service, string> = {
  dynamodb: 'InternalServerError',
  sqs: 'InternalError',
  events: 'InternalException',
  kms: 'KMSInternalException',
  ses: 'InternalFailure',
};

/** The service fails by itself, with a 500: whether the request was carried out, the answer does not say. */
export const failed = ({ service }: Pick<OutboundRequest, 'service'>): EdgeAnswer =>
  errorAnswer(service, new ServiceError(failures[service], 'The service failed on purpose.', 500));

const transaction = z.object({ TransactItems: z.array(z.unknown()) });

/**
 * DynamoDB cancels a transaction because of its first write, as when another one holds that item: DynamoDB Local never does so
 * by itself. `code` is the reason it gives.
 */
export const cancelled = (
  { body }: Pick<OutboundRequest, 'body'>,
  code: 'TransactionConflict' | 'ThrottlingError' | 'ProvisionedThroughputExceeded' = 'TransactionConflict',
): EdgeAnswer => {
  const { TransactItems } = transaction.parse(JSON.parse(body));
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${code}]`;
  const answer = errorAnswer('dynamodb', new ServiceError('TransactionCanceledException', message));
  const CancellationReasons = TransactItems.map((_, at) => ({ Code: at === 0 ? code : 'None' }));
  return { ...answer, body: JSON.stringify({ ...JSON.parse(String(answer.body)), CancellationReasons }) };
};
