import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

type Answered = { response?: APIGatewayProxyStructuredResultV2 | undefined };

/**
 * The security headers are a floor: where an answer names one itself (in lower case, as ours all do), its own stands.
 * Sent twice, browsers would take the last `Referrer-Policy`, and a page's forms would name no origin.
 */
const ownStand = ({ response }: Answered) => {
  if (!response?.headers) return;
  const entries = Object.entries(response.headers);
  const floor = entries.filter(([name]) => name !== name.toLowerCase());
  const own = entries.filter(([name]) => name === name.toLowerCase());
  response.headers = Object.fromEntries([...floor.map(([name, value]) => [name.toLowerCase(), value]), ...own]);
};

/** Stands before the security headers in the stack: middy runs what comes after a handler in reverse. */
export const ownHeadersStand = { after: ownStand, onError: ownStand };
