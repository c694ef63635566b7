import * as z from 'zod';

export type DynamoDbCall = (operation: string, body: unknown) => Promise<unknown>;

/** An answer of DynamoDB that is not 2xx; `code` is the exception's short name. */
export class DynamoDbError extends Error {
  override name = 'DynamoDbError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const Fault = z.object({
  __type: z.string().default(''),
  message: z.string().optional(),
  Message: z.string().optional(),
});

/** Calls the engine's JSON protocol directly: stream records then come in the very shape Lambda hands to functions. */
export function dynamoDbCalls(url: string): DynamoDbCall {
  return async (operation, body) => {
    const target = /Stream|Shard|Records/.test(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${target}.${operation}`,
        authorization:
          'AWS4-HMAC-SHA256 Credential=host/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const fault = Fault.parse(answer);
    const code = fault.__type.split('#').at(-1) ?? '';
    throw new DynamoDbError(code, `${operation}: ${fault.message ?? fault.Message ?? code}`);
  };
}
