import { bakePng } from '../../../../functions/open-badges/baking/png.ts';
import { chunksOf, pngOf } from '../../../../functions/open-badges/baking/png-chunks.ts';
import { png } from '../../open-badges/baking/images.ts';
import { badge, jwt, signed } from '../world.ts';
import { type Fault, svg, withPart } from './fault.ts';

export const formFaults: Fault[] = [
  ['prose', 'form-unknown', () => 'This is my badge.'],
  ['a page', 'form-unknown', () => '<!doctype html><p>A badge</p>'],
  ['half of the JSON', 'json-broken', () => JSON.stringify(signed(badge())).slice(0, 300)],
  [
    'a token of which the payload is no JSON',
    'jwt-broken',
    async () => withPart(await jwt(badge()), 1, (part) => part.slice(3)),
  ],
  ['a PNG without a badge', 'image-without-badge', () => ({ bytes: png })],
  ['an SVG without a badge', 'image-without-badge', () => svg],
  [
    'a PNG baked twice',
    'image-with-two-badges',
    () => {
      const chunks = chunksOf(bakePng(png, JSON.stringify(signed(badge()))));
      const baked = chunks.filter(({ type }) => type === 'iTXt');
      return { bytes: pngOf(chunks.toSpliced(-1, 0, ...baked)) };
    },
  ],
  [
    'a PNG that was damaged',
    'image-damaged',
    () => {
      const bytes = Buffer.from(bakePng(png, JSON.stringify(signed(badge()))));
      return { bytes: bytes.fill(0x20, 100, 110) };
    },
  ],
  ['endless nesting', 'nested-too-deep', () => `{"@context":${'['.repeat(5000)}${']'.repeat(5000)}}`],
  ['other JSON', 'not-an-open-badge', () => ({ hello: 'world' })],
  ['an address without TLS', 'address-refused', () => 'http://issuer.example/badges/1'],
  [
    'a private address',
    'address-refused',
    ({ internet }) => {
      internet.set('https://10.0.0.1/', { why: 'address-refused' });
      return { url: 'https://10.0.0.1/' };
    },
  ],
  [
    'an address of an address',
    'form-unknown',
    ({ put }) => {
      put('https://issuer.example/a', 'https://issuer.example/b');
      return { url: 'https://issuer.example/a' };
    },
  ],
];
