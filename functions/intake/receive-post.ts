/** Takes a signed post: what it becomes is written with its receipt in one transaction, before it is answered. */
import { createHash } from 'node:crypto';
import type { Cause } from '../platform/draft-event.ts';
import { Refused } from '../platform/errors.ts';
import type { HttpRequest, HttpResponse } from '../platform/http/route.ts';
import { log } from '../platform/log.ts';
import type { NewId } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { Write } from '../platform/table/transact.ts';
import type { SubmissionReader } from '../submissions/read.ts';
import { authenticatePost, type Senders } from './authenticate-post.ts';
import { mapPost, type Opening, type Outcome, type Readers, readSent } from './map-post.ts';
import { assertSize, readJsonObject } from './post-body.ts';
import { postLimit, tooManyPosts } from './post-limit.ts';
import type { postRoutes } from './post-routes.ts';
import { setAside } from './quarantine/model.ts';
import type { Receipt } from './receipt.ts';
import type { IntakeStore } from './store.ts';

type Collaborators = Senders &
  Readers & {
    intake: IntakeStore;
    submissions: Pick<SubmissionReader, 'current'> & Opening;
    newId: NewId;
  };

type Arrival = Omit<Receipt, 'outcome' | 'submissionId'> & { body: Uint8Array; cause: Cause };

/**
 * Checks are in the order of their cost: size, media type, signature, form, what was received before, and only then how much is sent.
 * 202 with a new receipt, 200 with the first one, or a refusal that writes nothing.
 */
export const receivePost = (collaborators: Collaborators) => {
  const authenticate = authenticatePost(collaborators);
  const map = mapPost(collaborators);
  const mayPost = postLimit(collaborators);
  return async (request: HttpRequest<(typeof postRoutes)['receivePost']>): Promise<HttpResponse> => {
    const { headers, body, params, correlationId, traceparent } = request;
    assertSize(body);
    const { source, payload, otherPayload, ...post } = await authenticate(params.sourceId, { headers, body });
    const sent = readSent(source, readJsonObject(payload));
    const { sourceId, programId } = source;
    // What does not concern the program takes neither the name of what does, nor a place in what its source may send.
    const isOurs = sent.kind !== 'passed-over';
    const webhookId = isOurs ? post.webhookId : `passed-over:${post.webhookId}`;
    const bodyHash = createHash('sha256').update(payload).digest('base64url');
    let counted = !isOurs;
    const answerBefore = async () => {
      const first = await collaborators.intake.receipt(sourceId, webhookId);
      return first && repeated(first, otherPayload === 'same-post' ? first.bodyHash : bodyHash);
    };
    return decideAgain(async () => {
      const before = await answerBefore();
      if (before) return before;
      counted = counted || (await mayPost(source));
      // The same post may have been taken while this one was counted, and then it is no post too many.
      const limited = counted ? undefined : ((await answerBefore()) ?? tooManyPosts(source, collaborators.now()));
      if (limited instanceof Refused) throw limited;
      if (limited) return limited;
      const receiptId = collaborators.newId();
      const receivedAt = collaborators.now().toISOString();
      const cause = { programId, correlationId, traceparent };
      const arrival = { receiptId, programId, sourceId, webhookId, bodyHash, receivedAt, body: payload, cause };
      return keep(collaborators, arrival, await map(programId, sent));
    });
  };
};

const repeated = ({ receiptId, ...first }: Receipt, bodyHash: string): HttpResponse => {
  if (first.bodyHash === bodyHash) return { status: 200, json: { receiptId } };
  throw new Refused('webhook-id-reused', {
    message: 'This webhook-id came before with another body. Give each post an id of its own, and repeat it unchanged.',
    details: { receiptId },
  });
};

const keep = async (collaborators: Collaborators, arrival: Arrival, outcome: Outcome): Promise<HttpResponse> => {
  const { body: _body, cause, ...received } = arrival;
  const { submissionId, writes } = await writesOf(collaborators, arrival, outcome);
  const receipt = collaborators.intake.receiptWrite({ ...received, outcome: outcome.kind, submissionId });
  await collaborators.intake.save([receipt, ...writes]);
  const { receiptId, sourceId, programId } = received;
  const reason = outcome.kind === 'quarantined' ? outcome.reason : undefined;
  log.info('post-accepted', {
    correlationId: cause.correlationId,
    programId,
    sourceId,
    receiptId,
    outcome: outcome.kind,
    reason,
    submissionId,
  });
  return { status: 202, json: { receiptId } };
};

const writesOf = async (
  { intake, submissions }: Collaborators,
  { bodyHash: _hash, cause, ...arrival }: Arrival,
  outcome: Outcome,
): Promise<{ writes: Write[]; submissionId?: string }> => {
  if (outcome.kind === 'passed-over') return { writes: [] };
  if (outcome.kind === 'kept') return { writes: [await intake.keptWrite({ ...arrival, type: outcome.type })] };
  if (outcome.kind === 'quarantined') {
    const { body, ...arrived } = arrival;
    const step = setAside(arrived, outcome, cause.correlationId);
    return { writes: [...intake.writesOf(step, cause), await intake.bodyWrite(step.next, body)] };
  }
  const { kind: _kind, current, ...mapped } = outcome;
  const { programId, sourceId, receiptId } = arrival;
  return submissions.opening({ ...mapped, programId, sourceId, receiptId, privacyStatement: true }, cause, current);
};
