import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../../functions/notices/letters/letter.ts';
import { htmlOf } from '../../../functions/notices/letters/letter-html.ts';
import { textOf } from '../../../functions/notices/letters/letter-text.ts';
import { linksOf } from '../../../functions/notices/letters/links.ts';
import { writeLetter } from '../../../functions/notices/letters/write-letter.ts';
import { readMatter } from '../../../functions/notices/matters/matter.ts';
import type { OccasionKind } from '../../../functions/notices/matters/occasion.ts';
import { catalogs, type Language } from '../../../functions/notices/texts/catalog.ts';
import { contrast } from '../../../functions/platform/page.ts';
import {
  CANARY,
  type District,
  district,
  invitationKey,
  kinds,
  occasionOf,
  people,
  publicUrl,
  REASON,
  readersOf,
} from './district.ts';

const languages: Language[] = ['en', 'es'];

/** The letter as its first recipient reads it, in the given language. */
const letterOf = async (kind: OccasionKind, language: Language, attempt = 1, changes: Partial<District> = {}) => {
  const reviewers = kind === 'reviewer-missing' ? [] : district().reviewers;
  const occasion = occasionOf(kind, attempt);
  const matter = await readMatter(readersOf(district({ reviewers, ...changes })))(occasion);
  const member = matter?.recipients[0];
  if (!matter || !member) throw new Error(`Nobody gets ${kind}.`);
  return writeLetter(kind, matter, { ...member, language }, linksOf(publicUrl));
};

const all = languages.flatMap((language) => kinds.map((kind) => ({ kind, language })));
const linksIn = (text: string) => [...text.matchAll(/https?:\/\/[^\s"<>]+/g)].map(([link]) => link);
const unescaped = (text: string) => text.replaceAll('&amp;', '&');

describe('every letter', () => {
  // Set MAILS_DIR to read them.
  it('can be read by a person: all of them, in both languages, as files', async () => {
    const folder = process.env.MAILS_DIR ?? mkdtempSync(join(tmpdir(), 'accolade-mails-'));
    mkdirSync(folder, { recursive: true });
    const variants: [string, OccasionKind, number, Partial<District>][] = [
      ...kinds.map((kind): [string, OccasionKind, number, Partial<District>] => [kind, kind, 1, {}]),
      ['submission-received-2', 'submission-received', 2, {}],
      ['review-wanted-2', 'review-wanted', 2, {}],
      ['not-yet-final', 'not-yet', 1, { resubmitAfterDenial: false }],
      ['badge-awarded-yellow', 'badge-awarded', 1, { color: '#ffe45c' }],
    ];
    for (const language of languages) {
      for (const [name, kind, attempt, changes] of variants) {
        const letter = await letterOf(kind, language, attempt, changes);
        writeFileSync(join(folder, `${name}.${language}.txt`), `Subject: ${letter.subject}\n\n${textOf(letter)}`);
        writeFileSync(join(folder, `${name}.${language}.html`), await htmlOf(letter));
      }
    }
  });

  it.each(all)('says the same as text and as HTML: $kind in $language', async ({ kind, language }) => {
    const letter = await letterOf(kind, language);
    const text = textOf(letter).replace(/\s+/g, ' ');
    const html = (await htmlOf(letter)).replace(/<(br|[^>]*)>/g, ' ').replace(/\s+/g, ' ');
    const words = [letter.greeting, ...letter.blocks.flatMap(wordsOf), ...letter.footer];
    for (const part of words.map((one) => one.replace(/\s+/g, ' '))) {
      expect(text).toContain(part);
      expect(unescaped(html)).toContain(part);
    }
    expect(text + html).not.toMatch(/undefined|\[object/);
  });

  it.each(all)('keeps its lines short and its links whole: $kind in $language', async ({ kind, language }) => {
    const letter = await letterOf(kind, language);
    const text = textOf(letter);
    const html = await htmlOf(letter);
    for (const line of text.split('\n')) {
      if (!line.startsWith('http')) expect(line.length).toBeLessThanOrEqual(72);
    }
    const expected = [letter.link, letter.choose].flatMap((link) => link?.url ?? []);
    expect(linksIn(text)).toEqual(expected);
    expect(new Set(linksIn(unescaped(html)))).toEqual(new Set(expected));
    for (const link of expected) {
      expect(new URL(link).href).toBe(link);
      expect(link.startsWith(`${publicUrl}/`)).toBe(true);
    }
  });

  it.each(all)('loads and follows nothing, and names its language: $kind in $language', async ({ kind, language }) => {
    const html = await htmlOf(await letterOf(kind, language));
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).not.toMatch(/<img|<script|<link|<iframe|url\(|@import|src=|onclick/i);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  it('escapes what people wrote', async () => {
    const html = await htmlOf(await letterOf('award-notice', 'en', 1, { badgeName: '<b onload="x">&\'' }));
    expect(html).toContain('&lt;b onload=&quot;x&quot;&gt;&amp;&#39;');
    expect(html).not.toContain('<b onload');
  });

  it('can be read on every color a program may have', async () => {
    const letter = await letterOf('badge-awarded', 'en');
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    const colors = fc.tuple(channel, channel, channel).map((parts) => `#${parts.join('')}`);
    const check = async (color: string) => {
      const html = await htmlOf({ ...letter, letterhead: { name: 'P', color } });
      const [, on = ''] = /<a href="[^"]+" style="[^"]*;color:(#[0-9a-f]{6})/.exec(html) ?? [];
      const [, edge = ''] = /border:2px solid (#[0-9a-f]{6})/.exec(html) ?? [];
      expect(contrast(on, color)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(edge, '#ffffff')).toBeGreaterThanOrEqual(3);
    };
    await fc.assert(fc.asyncProperty(colors, check), { numRuns: 200 });
    expect(contrast('#595959', '#ffffff')).toBeGreaterThan(4.5);
  });
});

const wordsOf = (block: Letter['blocks'][number]): string[] => {
  if (block.kind === 'facts') return block.facts.flatMap(({ name, value }) => [name, value]);
  return block.kind === 'quote' ? [block.text, ...(block.about ? [block.about] : [])] : [block.text];
};

describe('who may know what', () => {
  const whole = async (kind: OccasionKind, language: Language) => {
    const letter = await letterOf(kind, language);
    return `${letter.subject}\n${textOf(letter)}\n${await htmlOf(letter)}`;
  };

  it.each(all)('comments reach the earner alone: $kind in $language', async ({ kind, language }) => {
    const mine = kind === 'returned' || kind === 'not-yet';
    expect((await whole(kind, language)).includes(CANARY)).toBe(mine);
  });

  it.each(languages)('administrators read of no submission, attempt or evidence (%s)', async (language) => {
    const mail = await whole('award-notice', language);
    expect(mail).not.toMatch(/submission|attempt|evidence|review|envío|intento|evidencia|revis/i);
    expect(mail).not.toContain('/submissions/');
    expect(mail).toContain(`${publicUrl}/programs/future-ready-teachers`);
    for (const told of ['Anna Castañeda', 'Retrieval Practice', 'Cedar Hollow Middle School'])
      expect(mail).toContain(told);
  });

  it.each(languages)('reviewers judge evidence, not a name (%s)', async (language) => {
    const mail = await whole('review-wanted', language);
    expect(mail).not.toContain('Castañeda');
    expect(mail).not.toContain(people.earner.employeeId);
  });

  it.each(languages)('a denial says not yet, and no reviewer is named (%s)', async (language) => {
    const mail = await whole('not-yet', language);
    expect(mail).toMatch(language === 'en' ? /not yet/i : /todavía no/i);
    expect(mail).not.toMatch(/denied|rejected|failed|negad|rechazad|fracas|denegad|Priya/i);
    expect(await whole('returned', language)).not.toContain('Priya');
  });

  it.each(languages)(
    'a concern is told in the words of whoever reported it, and leads to the page (%s)',
    async (language) => {
      const letter = await letterOf('concern-reported', language);
      const mail = textOf(letter);
      expect(letter.blocks).toContainEqual({
        kind: 'quote',
        about: catalogs[language]['concern-reported'].kinds['student-identifiable'],
        text: 'In the second picture a name can be read on the board.\nPlease look at it today.',
      });
      expect(mail).toContain('a.parent@example.org');
      expect(letter.footer.at(-1)).toContain('badges@cedarhollow.example');
      expect(letter.link?.url).toBe(`${publicUrl}/credentials/h3K9xQ2vR8mT5nL1pW7zYA`);
      for (const person of [people.earner.name, people.earner.employeeId])
        expect(await whole('concern-reported', language)).not.toContain(person);
    },
  );

  it('the link of an invitation is in the mail to whoever is asked, and in no other', async () => {
    for (const { kind, language } of all) {
      expect((await whole(kind, language)).includes(invitationKey)).toBe(kind === 'endorsement-wanted');
    }
  });

  it('the private link is in the mail to the earner, and in no other', async () => {
    for (const { kind, language } of all) {
      const isTheirs = kind === 'badge-awarded' || kind === 'badge-revoked';
      expect((await whole(kind, language)).includes('k-7Qm_2xVb9Lw4TzR1nYc8A'), kind).toBe(isTheirs);
    }
  });

  it('the reason of a revocation is in the mail to the earner, and in no other', async () => {
    for (const { kind, language } of all)
      expect((await whole(kind, language)).includes(REASON), kind).toBe(kind === 'badge-revoked');
  });
});

describe('the catalogs', () => {
  const keysOf = (value: unknown, path = ''): string[] =>
    value instanceof Object && typeof value !== 'function'
      ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
      : [`${path}: ${typeof value}`];
  const sentences = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    return value instanceof Object && typeof value !== 'function' ? Object.values(value).flatMap(sentences) : [];
  };

  it('have the same keys in every language', () => {
    expect(keysOf(catalogs.es)).toEqual(keysOf(catalogs.en));
    expect(keysOf(catalogs.en).length).toBeGreaterThan(60);
  });

  it('translate every sentence', () => {
    const [english, spanish] = [sentences(catalogs.en), sentences(catalogs.es)];
    expect(spanish.filter((sentence) => english.includes(sentence))).toEqual([]);
    expect([...english, ...spanish].filter((sentence) => sentence.trim() === '')).toEqual([]);
  });

  it('know every problem of a post by name', () => {
    const codes = [
      'missing',
      'unknown-requirement',
      'wrong-type',
      'too-few-words',
      'too-many-words',
      'not-held',
      'unknown-badge',
    ];
    for (const texts of Object.values(catalogs)) {
      const said = codes.map((code) => texts.problem(code, 7));
      expect(new Set(said).size).toBe(codes.length);
      expect(said).not.toContain(texts.problem('invalid_type', undefined));
    }
  });
});
