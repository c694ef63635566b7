/** Texts, addresses, times and numbers for properties that hold of all of them. */
import fc from 'fast-check';

/** Letters of all planes, with what must be escaped and what looks like N-Quads more often than chance has it. */
export const text = fc.oneof(
  { arbitrary: fc.string({ unit: 'binary', maxLength: 20 }), weight: 4 },
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }), weight: 2 },
  fc.string({ unit: fc.constantFrom(...'"\\\n\r\t\b\f\v\0\u0001\u001f\u007f\u0085\u2028\ufeff'), maxLength: 8 }),
  fc.constantFrom(
    '',
    '_:c14n0',
    '" .\n<urn:a>',
    '^^<urn:a>',
    '@en',
    'name',
    'مدرسة',
    '\u{1f393}\u{20bb7}',
    '\uff5e',
    'Result',
  ),
);

export const iri = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
  fc.domain().map((domain) => `did:web:${domain}:programs:p`),
  fc.constantFrom(
    'did:key:z6Mkx#z6Mkx',
    'mailto:a@b.example',
    'data:image/png;base64,iVBORw0KGgo=',
    'ext:Name',
    'name:x',
  ),
  // Few, so that nodes with one id meet; and some that must be escaped.
  fc.constantFrom('urn:a', 'urn:b', 'urn:ñ:日本', 'http://a.example/{b}|"c"^`\\<d>', 'http://a.example/\u007f\u0080'),
);
export const time = fc
  .date({ min: new Date(0), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
export const date = time.map((whole) => whole.slice(0, 10));
export const number = fc.oneof(
  fc.integer(),
  fc.double({ min: 1e-5, max: 1e25, noNaN: true }),
  fc.constantFrom(0, -0, 1, 2.5, 1e20, 1e21, 1.5e-9, 123456789012345680000, 0.1),
);
