/** Who hears of a webhook endpoint that was disabled by itself, and what they may know of it. */
import type { DisablingReason } from '../../../events/webhook-endpoint-disabled.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Program, Readers } from './readers.ts';
import { answerable } from './recipients.ts';

export interface OfWebhooks {
  /** `host`: of its address, whose path may be a secret of the other side. */
  'webhook-disabled': { description: string; host: string; reason: Exclude<DisablingReason, 'by-hand'>; since: string };
}

/** Nobody is told of what is settled: an endpoint that was removed, or enabled again, or disabled by hand since. */
export const webhookDisabled = async (
  readers: Readers,
  program: Program,
  { programId, endpointId }: OccasionOf<'webhook-disabled'>,
): Promise<Read<'webhook-disabled'>> => {
  const endpoint = await readers.webhooks.endpoint(programId, endpointId);
  const { description = '', since = '' } = endpoint ?? {};
  const host = endpoint ? new URL(endpoint.url).host : '';
  const reason = endpoint?.disabled?.reason;
  if (reason === undefined || reason === 'by-hand') {
    return { recipients: [], known: { description, host, reason: 'failing', since } };
  }
  return { recipients: await answerable(readers, programId, program), known: { description, host, reason, since } };
};
