import * as z from 'zod';
import type { Intercept } from './exchange.ts';

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
