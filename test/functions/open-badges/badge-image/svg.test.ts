import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medalOf } from '../../../../functions/open-badges/badge-image/medal.ts';
import { badgeSvg } from '../../../../functions/open-badges/badge-image/svg.ts';
import { bakedInSvg, bakeSvg } from '../../../../functions/open-badges/baking/svg.ts';
import { outlineOf } from '../../../../functions/open-badges/baking/svg-outline.ts';
import { contrast } from '../../../../functions/platform/page.ts';

const colors = { primary: '#1f4e79', accent: '#b45f06' };
const badge = { name: 'Co-teaching', tier: 2, tierName: 'Practitioner', colors, language: 'en' } as const;
const anyColor = fc.integer({ min: 0, max: 0xffffff }).map((color) => `#${color.toString(16).padStart(6, '0')}`);
const anyName = fc.string({ unit: 'binary', maxLength: 40 });
const anyBadge = fc.record({
  name: anyName,
  tier: fc.integer({ min: 1, max: 20 }),
  tierName: fc.option(anyName, { nil: undefined }),
  colors: fc.record({ primary: anyColor, accent: anyColor }),
  language: fc.constantFrom('en' as const, 'es' as const),
});

describe('the picture of a badge as SVG', () => {
  it('is named and described for people who do not see it', () => {
    const svg = badgeSvg(badge);
    const [, title, desc] = /role="img" aria-labelledby="(\S+) (\S+)" lang="en" xml:lang="en"/.exec(svg) ?? [];
    expect(svg).toContain(`<title id="${title}">Badge “Co-teaching”, tier 2: Practitioner</title>`);
    expect(svg).toContain(`<desc id="${desc}">A medal with the initials C T and 2 dots, one for each tier.</desc>`);
    expect(badgeSvg({ ...badge, language: 'es' })).toMatch(/ lang="es" .*Insignia «Co-teaching»/);
  });

  it('is the same for the same badge, and has ids of its own for another', () => {
    const idOf = (svg: string) => / id="(\S+)"/.exec(svg)?.[1];
    expect(badgeSvg(badge)).toBe(badgeSvg({ ...badge }));
    const others = [
      { name: 'Coaching' },
      { tier: 3 },
      { tierName: 'Expert' },
      { colors: { ...colors, accent: '#000000' } },
    ];
    const ids = [badge, ...others.map((other) => ({ ...badge, ...other }))].map((one) => idOf(badgeSvg(one)));
    expect(new Set(ids).size).toBe(5);
  });

  it('is well-formed whatever the name, and draws on nothing from elsewhere', () => {
    fc.assert(
      fc.property(anyBadge, (any) => {
        const svg = badgeSvg(any);
        expect(outlineOf(svg).carriers).toEqual([]);
        expect(svg.length).toBeLessThan(6000);
        const tags = svg.replace(' xmlns="http://www.w3.org/2000/svg"', '').match(/<[^>]*>/g) ?? [];
        expect(tags.join('')).not.toMatch(/script|href|url\(|style|https?:|\son/i);
        expect(tags.every((tag) => /^<\/?(svg|title|desc|g|circle|text|polygon)\b/.test(tag))).toBe(true);
      }),
    );
  });

  it('takes names as text', () => {
    const svg = badgeSvg({ ...badge, name: `<script>alert("1")</script> & 'x'\u0001\uD800`, tierName: ']]><g/>' });
    expect(svg).toContain('“&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;\uFFFD\uFFFD”');
    expect(svg).toContain(': ]]&gt;&lt;g/&gt;</title>');
    expect(svg).toContain('>S\u200CS</text>');
  });

  it('has a star for a badge without initials, and smaller letters the wider they are', () => {
    const sizeOf = (name: string) => Number(/font-size="(\d+)"/.exec(badgeSvg({ ...badge, name }))?.[1]);
    expect(badgeSvg({ ...badge, name: '?' })).toMatch(/<polygon points="200,124 /);
    expect(sizeOf('Q')).toBeGreaterThan(sizeOf('Q R'));
    expect(sizeOf('Q R')).toBeGreaterThan(sizeOf('教 师'));
    expect(sizeOf('教 师')).toBe(sizeOf('Q 👩🏽‍🏫'));
  });

  it('carries a credential', () => {
    expect(bakedInSvg(bakeSvg(badgeSvg(badge), '{"id":1}'))).toMatchObject({ ok: true, text: '{"id":1}' });
  });
});

describe('the medal', () => {
  it('has initials and dots that can be told from what is behind them, whatever the colors', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (primary, accent) => {
        const { layers, ink } = medalOf({ tier: 1, colors: { primary, accent } });
        expect(contrast(ink, layers.at(-1)?.color ?? '')).toBeGreaterThan(4.5);
        expect(contrast(layers[1]?.color ?? '', layers[2]?.color ?? '')).toBeGreaterThan(4.5);
      }),
    );
  });

  it('differs in its rim from tier to tier, has a dot for each, and stays within the picture', () => {
    for (let tier = 1; tier <= 20; tier++) {
      const { layers } = medalOf({ tier, colors });
      expect(layers[0]?.disks).toHaveLength(tier === 1 ? 1 : 2 * tier + 5);
      expect(layers[2]?.disks).toHaveLength(tier + 1);
      for (const { x, y, r } of layers.flatMap(({ disks }) => disks))
        expect(Math.hypot(x - 200, y - 200) + r).toBeLessThan(195);
    }
  });

  it.each([0, 21, 1.5, Number.NaN])('is refused for the tier %s', (tier) => {
    expect(() => badgeSvg({ ...badge, tier })).toThrow(RangeError);
  });

  it.each(['red', '#fff', '#1f4e79"/>', ''])('is refused for the color %s', (color) => {
    expect(() => badgeSvg({ ...badge, colors: { ...colors, primary: color } })).toThrow(RangeError);
    expect(() => badgeSvg({ ...badge, colors: { ...colors, accent: color } })).toThrow(RangeError);
  });
});
