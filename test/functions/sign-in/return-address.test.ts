import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnAddress } from '../../../functions/sign-in/return-address.ts';

const HERE = 'https://badges.example';
const HOME = `${HERE}/sign-in/status`;

/** Where a browser on our page would go. */
const taken = (wanted: string | undefined, base = HERE) =>
  new URL(returnAddress(wanted, base), `${base}/sign-in/callback`);

describe('the way back from a sign-in', () => {
  it('leads to the page that was wanted', () => {
    expect(returnAddress('/submissions/1?x=a%20b#here', HERE)).toBe(`${HERE}/submissions/1?x=a%20b#here`);
    expect(returnAddress(undefined, HERE)).toBe(HOME);
  });

  it.each([
    ...[
      'https://evil.example',
      '//evil.example',
      '///evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      '/\t/evil.example',
    ],
    ...['javascript:alert(1)', 'data:text/html,x', 'evil.example', '@evil.example', '/\n//evil.example', '', ' /x'],
    ...['http://badges.example', '//badges.example:8443/'],
  ])('leads nowhere else: %j', (wanted) => {
    expect(returnAddress(wanted, HERE)).toBe(HOME);
  });

  it('stays on this host where a path alone would not', () => {
    expect(returnAddress('/.//evil.example', HERE)).toBe(`${HERE}//evil.example`);
  });

  it('stays on this host whatever is asked', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      '@',
      ':',
      '?',
      '#',
      '\t',
      '\n',
      '%2f',
      'evil.example',
      'https:',
      'javascript:',
    );
    const hostile = fc.array(fc.oneof(piece, fc.string({ maxLength: 3, unit: 'binary' })), { maxLength: 8 });
    fc.assert(
      fc.property(hostile, fc.constantFrom(HERE, 'http://localhost:4000'), (pieces, base) => {
        for (const wanted of [pieces.join(''), `/${pieces.join('')}`]) {
          expect(taken(wanted, base).origin).toBe(base);
          expect(returnAddress(wanted, base)).toMatch(/^[\x21-\x7e]+$/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
