import fc from 'fast-check';
import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { contrast, page, pageHeaders, textOn } from '../../../functions/platform/page.ts';

const programIn = (primary: string) => ({
  ...{ programId: 'p', name: 'P', languages: ['es'] },
  colors: { primary, accent: '#000000' },
});
const hex = fc.integer({ min: 0, max: 0xffffff }).map((color) => `#${color.toString(16).padStart(6, '0')}`);

describe('a page', () => {
  it('has a language, a title, a way past what repeats, and its body', () => {
    const made = page({ language: 'es', title: 'A & B', body: html`<h1>${'<i>'}</h1>` });
    expect(made).toMatch(/^<!doctype html>\s*<html lang="es">/);
    for (const part of ['<title>A &amp; B</title>', 'href="#content"', 'Saltar al contenido', '<h1>&lt;i&gt;</h1>'])
      expect(made).toContain(part);
    expect(made).not.toContain('<script');
    expect(pageHeaders['content-security-policy']).not.toContain('script-src');
  });

  it('takes the program’s colors, and nothing else in their place', () => {
    const body = html`<h1>T</h1>`;
    const colored = page({ language: 'en', title: 'T', program: programIn('#ffee00'), body });
    expect(colored).toContain('--primary:#ffee00;--on-primary:#000000;--link:#1b1b1b');
    expect(colored).toContain('<a href="/programs/p" lang="es">P</a>');
    const nasty = page({ language: 'en', title: 'T', program: programIn('red}</style>'), body });
    expect(nasty).not.toContain('red}');
  });

  it('can be read on every color', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    fc.assert(fc.property(hex, (color) => contrast(color, textOn(color)) >= 4.5));
  });
});
