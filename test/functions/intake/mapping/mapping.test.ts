/** The path language, the texts of HTML, and the rules of a mapping that no vendor's golden payload meets. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../functions/intake/mapping/plain-text.ts';
import { readMapped } from '../../../../functions/intake/mapping/read-mapped.ts';
import { readQuery, valueAt } from '../../../../functions/platform/json-query.ts';
import { MappingFile } from '../../../../functions/programs/mapping-file.ts';

const found = (document: unknown, path: string) => valueAt(document, readQuery(path) ?? []);
const document = {
  body: { 'a name': 'x', list: [{ title: 'One', value: 1 }, { title: "It's", value: 2 }, 'text'], deep: { er: null } },
};

describe('a path', () => {
  it.each([
    ['$.body["a name"]', 'x'],
    ["$['body'].list[0].value", 1],
    ['$.body.list[?@.title=="It\'s"].value', 2],
    ['$.body.list[?@.title == "None"].value', undefined],
    ['$.body.list[9]', undefined],
    ['$.body.list.length', undefined],
    ['$.body.deep.er', null],
    ['$.body.deep.er.more', undefined],
    ['$.toString', undefined],
  ])('%s', (path, value) => expect(found(document, path)).toEqual(value));

  it.each([
    '',
    'body',
    '$.',
    '$..body',
    '$.*',
    '$[*]',
    '$[-1]',
    '$.a[?@.b>1]',
    '$.__proto__',
    '$["constructor"]',
    `$${'.a'.repeat(17)}`,
    `$.${'a'.repeat(500)}`,
  ])('is not: %s', (path) => expect(readQuery(path)).toBeUndefined());

  it('leads to what stands under any name, and to nothing that is inherited', () => {
    const Name = fc
      .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
      .filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
    fc.assert(
      fc.property(Name, fc.jsonValue(), (name, value) => {
        const quoted = `$["${name.replace(/[\\"]/g, '\\$&')}"]`;
        expect(found({ [name]: value }, quoted)).toEqual(value);
        expect(found({}, quoted)).toBeUndefined();
      }),
    );
  });
});

describe('the text of HTML', () => {
  it.each([
    ['<p>One</p><p>two&nbsp;&amp; three</p>', 'One\ntwo & three'],
    ['a<br/>b <em>c</em>d', 'a\nb cd'],
    ['1 &lt; 2 &#8217; &#x41; &bogus; &#0; &#xFFFFFF;', '1 < 2 ’ A &bogus; \ufffd \ufffd'],
    ['2 < 3 and 4 > 1', '2 < 3 and 4 > 1'],
    ['<p></p>', ''],
  ])('%s', (html, text) => expect(plainText(html)).toBe(text));

  it('takes time in proportion, whatever is open', () => {
    const started = performance.now();
    for (const bad of ['<', '<a', '&', '<p ', ' \n']) plainText(bad.repeat(262_144 / bad.length));
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

const mapping = (more: object = {}) =>
  MappingFile.parse({
    earner: [{ employeeId: { path: '$.who' } }],
    badge: { path: '$.badge' },
    privacyStatement: { path: '$.agreed', in: [true, 'yes'] },
    evidence: [{ requirement: 'plan', type: 'file', url: { path: '$.plan' } }],
    ...more,
  });
const sent = { who: 'E-2', badge: 'planning', agreed: true, plan: 'https://d.example/1' };

describe('a mapping', () => {
  it('reads an id that is a number as a text, and a list of addresses as an item each', () => {
    const read = readMapped(mapping(), { ...sent, who: 1203, plan: ['https://d.example/1', 'https://d.example/2'] });
    expect(read).toMatchObject({
      kind: 'submission',
      data: {
        earner: { employeeId: '1203' },
        evidence: [{ url: 'https://d.example/1' }, { url: 'https://d.example/2' }],
      },
    });
  });

  it('leaves out what was left blank: the badge then tells what is missing', () => {
    expect(readMapped(mapping(), { ...sent, plan: ' ' })).toMatchObject({ kind: 'submission', data: { evidence: [] } });
  });

  it('tells each fault where it stands in what was sent', () => {
    const read = readMapped(mapping(), { who: {}, badge: 'Not an id', agreed: 'no', plan: 'javascript:alert(1)' });
    expect(read).toMatchObject({
      kind: 'unreadable',
      problems: [
        { at: '$.who', code: 'not-text' },
        { at: '$.agreed', code: 'not-stated' },
        { at: '$.badge', code: expect.any(String) },
        { at: '$.plan', code: expect.any(String) },
      ],
    });
  });

  it('takes the member whom the owner named where the post names nobody', () => {
    expect(readMapped(mapping(), { ...sent, who: null }, 'E-3')).toMatchObject({
      data: { earner: { employeeId: 'E-3' } },
    });
    expect(readMapped(mapping(), sent, 'E-3')).toMatchObject({ data: { earner: { employeeId: 'E-2' } } });
  });

  it('lets nothing that was sent out of its place in an address', () => {
    const url = { template: 'https://lms.example/view?id={$.id}&of={$.who}' };
    const read = readMapped(mapping({ evidence: [{ requirement: 'plan', type: 'file', url }] }), {
      ...sent,
      id: '7&of=E-1#/..',
    });
    expect(read).toMatchObject({
      data: { evidence: [{ url: 'https://lms.example/view?id=7%26of%3DE-1%23%2F..&of=E-2' }] },
    });
  });

  it('makes something of any JSON, and never throws', () => {
    const rules = mapping({
      evidence: [{ requirement: 'plan', type: 'observation', text: { path: '$.plan', html: true, table: { a: 'b' } } }],
    });
    const Json = fc.dictionary(fc.constantFrom('who', 'badge', 'agreed', 'plan', '__proto__'), fc.jsonValue());
    fc.assert(
      fc.property(Json, (json) => {
        expect(['submission', 'unreadable']).toContain(readMapped(rules, json).kind);
      }),
    );
  });
});
