import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../functions/platform/http/request.ts';
import type { Route } from '../../../functions/platform/http/route.ts';
import { eventOf } from './call.ts';

const route: Route = { method: 'GET', path: '/x', summary: 'A route.', access: 'public', answers: {} };
const traceparentOf = (traceparent: string) =>
  readRequest(route, eventOf({ path: '/x', headers: { traceparent } })).traceparent;

describe('a traceparent', () => {
  it('is taken over in the form of W3C Trace Context', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(traceparentOf(traceparent)).toBe(traceparent);
  });

  it.each([
    'Zebulon Quartermain, grade 4',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 Zebulon',
    '00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01',
    '',
  ])('is dropped otherwise, since it would stay in events for ever: "%s"', (text) => {
    expect(traceparentOf(text)).toBeUndefined();
  });
});
