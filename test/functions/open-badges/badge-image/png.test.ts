import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pointsOf, strokesOf } from '../../../../functions/open-badges/badge-image/letters.ts';
import { badgePng } from '../../../../functions/open-badges/badge-image/png.ts';
import { bakedInPng, bakePng } from '../../../../functions/open-badges/baking/png.ts';
import { chunksOf } from '../../../../functions/open-badges/baking/png-chunks.ts';

const colors = { primary: '#1f4e79', accent: '#b45f06' };
const badge = { name: 'Co-teaching', tier: 2, colors };
const WHITE = [255, 255, 255, 255];
const PRIMARY = [0x1f, 0x4e, 0x79, 255];
const ACCENT = [0xb4, 0x5f, 0x06, 255];

/** The color of a point of the picture. */
const looking = (png: Uint8Array) => {
  const data = chunksOf(png).find(({ type }) => type === 'IDAT')?.data ?? new Uint8Array();
  const lines = inflateSync(data);
  return (x: number, y: number) => [...lines.subarray(y * 1601 + 1 + x * 4, y * 1601 + 5 + x * 4)];
};

describe('the picture of a badge as PNG', () => {
  it('is 400 by 400, of red, green, blue and opacity', () => {
    const [header, ...others] = chunksOf(badgePng(badge));
    expect(header).toEqual({ type: 'IHDR', data: Buffer.from([0, 0, 1, 0x90, 0, 0, 1, 0x90, 8, 6, 0, 0, 0]) });
    expect(others.map(({ type }) => type)).toEqual(['IDAT', 'IEND']);
  });

  it('has the rim, the body, the dots and the plate where the medal has them', () => {
    const at = looking(badgePng({ ...badge, tier: 1 }));
    expect(at(0, 0)).toEqual([0, 0, 0, 0]);
    expect(at(200, 10)).toEqual(ACCENT);
    expect(at(200, 38)).toEqual(PRIMARY);
    expect(at(200, 57)).toEqual(WHITE);
    expect(at(200, 87)).toEqual(WHITE);
    expect(at(200, 95)).toEqual(ACCENT);
    expect(at(200, 110)).toEqual(WHITE);
    expect(at(59, 200)).toEqual(PRIMARY);
  });

  it('has smooth edges', () => {
    const at = looking(badgePng({ ...badge, tier: 1 }));
    const opacities = new Set(Array.from({ length: 400 * 200 }, (_, n) => at(n % 400, Math.floor(n / 400))[3]));
    expect(opacities.size).toBeGreaterThan(5);
    // Where it is half transparent, it is no darker.
    const edge = Array.from({ length: 400 * 60 }, (_, n) => at(n % 400, Math.floor(n / 400)));
    for (const [red, green, blue, opacity = 0] of edge)
      if (opacity > 0 && opacity < 255) expect([red, green, blue, 255]).toEqual(ACCENT);
  });

  it('has initials as far as its letters go, without their marks, and a star otherwise', () => {
    const of = (name: string) => badgePng({ ...badge, name });
    expect(of('Étude')).toEqual(of('E'));
    expect(of('教 Q')).toEqual(of('Q'));
    expect(of('教师')).toEqual(of('?'));
    expect(of('Q R')).not.toEqual(of('R Q'));
    const at = looking(of('?'));
    // Inside the uppermost tip and the middle; beside the tip, and in the notch below.
    expect([at(200, 135), at(200, 200)]).toEqual([PRIMARY, PRIMARY]);
    expect([at(185, 135), at(215, 135), at(200, 245)]).toEqual([WHITE, WHITE, WHITE]);
    expect(looking(of('I'))(200, 200)).toEqual(PRIMARY);
  });

  it('is less than 20 KB, the same every time, and takes a credential', () => {
    for (let tier = 1; tier <= 20; tier++) {
      const png = badgePng({ ...badge, name: 'Mathematics Workshop', tier });
      expect(png.length).toBeLessThan(20_000);
      expect(badgePng({ ...badge, name: 'Mathematics Workshop', tier })).toEqual(png);
      expect(bakedInPng(bakePng(png, '{}'))).toMatchObject({ ok: true, text: '{}' });
    }
  });

  it.each([0, 21, 1.5])('is refused for the tier %s', (tier) => {
    expect(() => badgePng({ ...badge, tier })).toThrow(RangeError);
  });
});

describe('a letter', () => {
  it('is five points wide and seven high, for each of A to Z and 0 to 9, and no two are the same', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'].map(pointsOf);
    for (const letter of letters) {
      expect(letter).toHaveLength(7);
      for (const row of letter ?? []) expect(row).toHaveLength(5);
    }
    expect(new Set(letters.map((letter) => JSON.stringify(letter))).size).toBe(36);
    expect(['a', 'Ж', '', 'AB', 'constructor'].map(pointsOf)).toEqual(Array(5).fill(undefined));
  });

  it('is made of strokes that go across only where nothing else joins two points', () => {
    const strokes = strokesOf([
      [true, true, false],
      [false, true, false],
      [false, false, true],
    ]);
    expect(strokes.filter(([, , dx, dy]) => dx !== 0 || dy !== 0)).toEqual([
      [0, 0, 1, 0],
      [1, 0, 0, 1],
      [1, 1, 1, 1],
    ]);
  });
});
