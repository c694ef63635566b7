/** One request of a function to an AWS service, and its answer, whatever the protocol. */
export type Service = 'dynamodb' | 'sqs' | 'events' | 'kms' | 'ses';

/** One request a function sent out. `caller` is the access key id it signed with: its logical id in the template. */
export interface OutboundRequest {
  caller: string;
  service: Service;
  operation: string;
  body: string;
}

export interface EdgeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** Lets the request through, optionally with another body. Calling it twice is the service hearing it twice. */
type Forward = (body?: string) => Promise<EdgeAnswer>;

/**
 * Every outbound request of a function passes here: faults are injected, kill points counted.
 * Throw `ConnectionDropped` (faults.ts) before or after `forward()` to cut the connection without an answer; answer
 * `errorAnswer(service, new ServiceError(...))` (answers.ts) to fail as the service would.
 */
export type Intercept = (request: OutboundRequest, forward: Forward) => Promise<EdgeAnswer>;
