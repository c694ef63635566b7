/** What no honest client sends: values, keys, texts, parts of paths, headers. Markup and header lines bear names to find them by. */
import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';

const json64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const MARKUP = [
  '<script>hostile()</script>',
  '"><img src=x onerror=hostile()>',
  "'-hostile()-'",
  'javascript:hostile()',
];
/** How markup would look in a page that does not escape it. */
export const UNESCAPED = /<script>hostile|<img src=x onerror=hostile|href="javascript:hostile/;
/** The name of a header that only a request that breaks out of its value could set. */
export const INJECTED = 'x-hostile';
const LINES = `a\r\n${INJECTED}: 1\r\nset-cookie: ${INJECTED}=1`;

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: [nested(depth - 1)] });

export const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 2 ** 53 + 1, 1e308, -1e308, 5e-324],
  ...['', ' ', '\0', '\ud800', 'x\udfff', '\u202egnp', '\u2028', '\ufeff', 'é'.normalize('NFD'), '🎓'.repeat(300)],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '../../x', '%00', "' OR 1=1 --", '#{7*7}', '{{7*7}}'],
  ...[
    '1e400',
    'NaN',
    'Infinity',
    '0x10',
    '2026-13-45T99:99:99Z',
    '0000-00-00',
    'http://169.254.169.254/',
    'did:web:localhost',
  ],
  ...['a@b\r\nBcc: c@d', 'a'.repeat(5000), ...MARKUP, LINES],
  ...[[], {}, [[]], [null], { length: 1e9 }, { $ne: 1 }, { toJSON: 1 }, Object.fromEntries([['then', 1]]), nested(60)],
];

export const KEYS = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', 'then', 'toJSON', 'valueOf'],
  ...['', '$', '$ref', 'a.b', 'x[0]', '\0', '\ud800', ...MARKUP],
];

type ToBytes = (text: string) => Uint8Array;
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((one) => (typeof one === 'string' ? Buffer.from(one) : Buffer.from(one))));
/** The first literal of a JSON text becomes another, which no serializer writes. */
const literal = (word: string) => (text: string) =>
  bytes(text.replace(/:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)/, `:${word}`));

/** A body as text, in bytes that are not what it was. */
export const DISTORTIONS: Readonly<Record<string, ToBytes>> = {
  '10,000 brackets': () => bytes('['.repeat(10_000), ']'.repeat(10_000)),
  '10,000 objects': () => bytes('{"a":'.repeat(10_000), '1', '}'.repeat(10_000)),
  '10,000 open brackets': () => bytes('['.repeat(10_000)),
  '1e400': literal('1e400'),
  '-0': literal('-0'),
  '2^53+1': literal('9007199254740993'),
  'a number of 5,000 digits': literal('9'.repeat(5000)),
  NaN: literal('NaN'),
  'a lone surrogate': literal('"\\ud800"'),
  'a raw surrogate': (text) =>
    bytes(text.replace(/"[^"]*"(?=[,}])/, '""').slice(0, -2), [0x22, 0xed, 0xa0, 0x80, 0x22], '}'),
  'overlong UTF-8': (text) => bytes(text.slice(0, 3), [0xc0, 0x80, 0xff, 0xfe], text.slice(3)),
  'a byte order mark': (text) => bytes([0xef, 0xbb, 0xbf], text),
  'UTF-16': (text) => Buffer.from(text, 'utf16le'),
  'every key twice': (text) => bytes(text.replace(/\{("(?:[^"\\]|\\.)*"):/g, '{$1:null,$1:')),
  'a comment': (text) => bytes('/* */', text),
  'half of it': (text) => bytes(text.slice(0, text.length / 2)),
  'it twice': (text) => bytes(text, text),
  'NUL behind it': (text) => bytes(text, '\0\0'),
  nothing: () => bytes(),
  blanks: () => bytes(' \n\t'),
  '2 MB of blanks before it': (text) => bytes(' '.repeat(2_000_000), text),
  gzip: (text) => gzipSync(text),
  'a bomb of gzip': () => gzipSync(Buffer.alloc(1_000_000)),
  zip: (text) => bytes('PK\u0003\u0004', text),
  png: () => bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xff, 0xff, 0xff], 'IHDR'),
  'a png of endless text': () =>
    bytes(
      [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x7f, 0xff, 0xff, 0xff],
      'iTXtopenbadgecredential\0\u0001\0\0\0',
    ),
  svg: () => bytes('<svg xmlns="http://www.w3.org/2000/svg"><!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>'),
  'a jwt': () => bytes(`${json64({ alg: 'none' })}.${json64({ iss: null })}.`),
  'a jwt of nothing': () => bytes('e30.bnVsbA.AA'),
  'JSON null': () => bytes('null'),
  'a JSON string': () => bytes('"x"'),
  'a JSON number': () => bytes('1'),
  'a JSON array': (text) => bytes(`[${text}]`),
};

/** Fields behind those of a form. */
export const FIELDS = [
  ...['a=1&a=2', 'a[b]=c', 'a[]=c', '__proto__=1', '__proto__[x]=1', 'constructor=1', 'toString=1', 'hasOwnProperty=1'],
  ...['%ED%A0%80=%FF', '%00=%00', '=', '&&&', '%=%zz', '+', `${'a=1&'.repeat(2000)}`, `b=${'x'.repeat(20_000)}`],
  ...['shared=maybe', 'item=-1', 'item=1e9', 'attempt=NaN', 'attempt=1e999', 'level.__proto__=met', 'comment.=x'],
];

/** Parts of a path as they go over the wire. */
export const PARTS = [
  ...[
    '%2e%2e%2fx',
    '..',
    '.',
    '..%2f..%2fetc%2fpasswd',
    '%00',
    'a%00b',
    '%c0%ae%c0%ae',
    '%252e%252e',
    '%2541',
    '%25',
    '%',
    '%zz',
  ],
  ...[
    '%ed%a0%80',
    '%ff',
    '\xff',
    '%e2%80%ae',
    'a'.repeat(2000),
    '%f0%9f%8e%93'.repeat(200),
    'x%23EVENT%23000001',
    '%23',
    '#x',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '*',
    '%2A',
    '%20',
    '+',
    ';a=b',
    '~',
    'x.json',
    'x.jwt',
    'x.png',
    '.json',
    '.',
  ],
  ...[
    '-1',
    '0',
    '01',
    '1.5',
    '1e3',
    '999999',
    '99999999999999999999',
    'NaN',
    'null',
    'undefined',
    '%5Bobject%20Object%5D',
  ],
  ...[...MARKUP, LINES].map(encodeURIComponent),
];

const CURSORS = [
  ...[
    ['x'],
    ['EVENT#1'],
    ['\ud800'],
    ['x'.repeat(200)],
    ['a', 'b', 'c'],
    ['SUBMISSION#x', 'SUBMISSION', '0'],
    [],
    [[]],
    [1],
    {},
  ],
  ...[['POST#~'], ['PROGRAM#x', 'PROGRAM', 'z'], ['', '', ''], null],
];
export const QUERIES = [
  ...CURSORS.map((one) => `after=${json64(one)}`),
  ...['after=', 'after=%00', `after=${'A'.repeat(600)}`, `after=${'A'.repeat(6000)}`, 'after=a&after=b', 'after[]=a'],
  ...[
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=NaN',
    'limit=1.5',
    'limit=0x10',
    'limit=%201',
    'limit=500&limit=500',
    'limit=1',
  ],
  ...[
    'state=__proto__',
    'state=submitted%00',
    'state=submitted&state=denied',
    'dryRun=TRUE',
    'dryRun=true&dryRun=false',
  ],
  ...[
    'key=',
    'key=%00',
    `key=${'k'.repeat(100)}`,
    `key=${'%F0%9F%8E%93'.repeat(50)}`,
    'key=a&key=b',
    'reported=yes',
    'reported=no',
  ],
  ...[
    'return=%2F%2Fevil.example',
    'return=https%3A%2F%2Fevil.example',
    'return=%2F%5Cevil.example',
    'return=javascript%3Ahostile()',
  ],
  ...[
    'state=x&code=y',
    'state=%00&code=%00',
    'error=access_denied',
    'code=x',
    'state=__proto__',
    `state=${'s'.repeat(3000)}`,
  ],
  ...[
    'url=http%3A%2F%2F127.0.0.1%3A1%2F',
    'url=file%3A%2F%2F%2Fetc%2Fpasswd',
    'url=%00',
    '__proto__=1',
    'constructor=1',
    '%=%',
    '%ff=%ff',
  ],
  ...[...MARKUP, LINES].flatMap((text) =>
    ['return', 'url', 'key', 'state', 'x'].map((name) => `${name}=${encodeURIComponent(text)}`),
  ),
];

const jwt = (header: object, payload: unknown = { sub: 'owner', exp: 9_999_999_999 }, signature = 'AAAA') =>
  `${json64(header)}.${json64(payload)}.${signature}`;
const symmetric = jwt({ alg: 'HS256' }).split('.').slice(0, 2).join('.');
const TOKENS = [
  ...['', 'x', '.', '..', 'a.b.c', 'e30.e30.', 'null', 'A'.repeat(7000), '=', '~.~.~'],
  ...[
    jwt({ alg: 'none' }, undefined, ''),
    jwt({ alg: 'None' }),
    jwt({ alg: 'RS256', kid: '../../x' }),
    jwt({ alg: 'RS256' }),
  ],
  ...[
    jwt({ alg: 'RS256', jku: 'http://127.0.0.1:1/jwks' }),
    jwt({ alg: 'RS256', crit: ['b64'], b64: false }),
    jwt({ alg: 1 }),
  ],
  ...[
    jwt({ alg: 'RS256' }, null),
    jwt({ alg: 'RS256' }, []),
    jwt({ alg: 'RS256' }, { exp: '1e400' }),
    jwt({ alg: 'ES256', jwk: {} }),
  ],
  `${symmetric}.${createHmac('sha256', 'public').update(symmetric).digest('base64url')}`,
];
const COOKIES = [
  ...[
    'accolade=',
    'accolade=x',
    'accolade=%00',
    'accolade=\xff',
    'accolade=__proto__',
    'accolade=a; accolade=b',
    ';;;=;=',
    '__proto__=1',
  ],
  ...[
    'constructor=1',
    `accolade=${'c'.repeat(6000)}`,
    'accolade-sign-in-guessed=',
    `accolade-sign-in-guessed=${json64({})}`,
  ],
  ...[`accolade-sign-in-guessed=${json64({ state: 'guessed', nonce: 'n', verifier: 'v', back: '//evil.example' })}`],
  ...[`accolade-sign-in-guessed=${json64(null)}`, 'accolade-sign-in-guessed=bnVs', `accolade=${'🎓'.length}; Path=/`],
];

export const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ...[
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json; charset=utf-16',
  ]
    .concat([
      'APPLICATION/JSON',
      'application/x-www-form-urlencoded',
      '',
      'application/json, text/html',
      'application/vnd.api+json',
    ])
    .concat(['application/octet-stream', 'application/json;'.padEnd(3000, 'x'), '__proto__'])
    .map((type) => ['content-type', type] as const),
  ...[
    '*/*;q=NaN',
    'text/html;q=0',
    'a'.repeat(4000),
    'application/jwt',
    'image/png',
    'image/svg+xml',
    ','.repeat(2000),
    '',
  ]
    .concat(['text/html;q=1e999', '__proto__', ...MARKUP])
    .map((accept) => ['accept', accept] as const),
  ...['es', 'xx;q=1e999', '__proto__', 'constructor', ','.repeat(2000), 'es;q=-1', ...MARKUP].map(
    (language) => ['accept-language', language] as const,
  ),
  ...TOKENS.map((token) => ['authorization', `Bearer ${token}`] as const),
  ...['Basic b3duZXI6b3duZXI=', 'Bearer', 'bearer  x', 'Digest x', ''].map(
    (value) => ['authorization', value] as const,
  ),
  ...COOKIES.map((value) => ['cookie', value] as const),
  ...['null', 'https://evil.example', '%', 'file://', ''].map((value) => ['origin', value] as const),
  ...['gzip', 'br', 'deflate, gzip', 'x'].map((value) => ['content-encoding', value] as const),
  ...['*', '"x"', 'W/"x"', ','.repeat(2000)].map((value) => ['if-none-match', value] as const),
  ...['', 'x', '00-', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, 'x'.repeat(3000)].map(
    (one) => ['traceparent', one] as const,
  ),
  ...['', 'x'.repeat(3000), 'a#b', '__proto__', 'msg.%00'].map((value) => ['webhook-id', value] as const),
  ...['', 'NaN', '1e400', '-1', '0', '99999999999999999999', '0x10'].map(
    (value) => ['webhook-timestamp', value] as const,
  ),
  ...['', 'v1', 'v1,', 'v1,!!', 'v2,x', 'v1,AAAA '.repeat(800), ','].map(
    (value) => ['webhook-signature', value] as const,
  ),
  ...['DELETE', 'PUT', 'CONNECT'].map((value) => ['x-http-method-override', value] as const),
  ...(
    [
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'x-original-url',
      'x-rewrite-url',
    ] as const
  ).map((name) => [name, 'evil.example'] as const),
  ...([
    ['host', 'evil.example'],
    ['range', 'bytes=0-1'],
    ['x-amzn-trace-id', 'x'],
    ['referer', 'javascript:hostile()'],
  ] as const),
];

export const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'];
