import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakedInSvg, bakeSvg } from '../../../../functions/open-badges/baking/svg.ts';
import { anyCredential, JSON_TEXT, JWS } from './images.ts';

const SVG = 'xmlns="http://www.w3.org/2000/svg"';
const OB3 = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"';
const OB2 = 'xmlns:openbadges="http://openbadges.org"';
const svg = `<?xml version="1.0"?>\r\n<!-- <svg> --><svg ${SVG} viewBox='0 0 9 9'><circle r="4"/></svg>\n`;
const holding = (inside: string, namespace = OB3) => `<svg ${SVG} ${namespace}>${inside}<circle r="4"/></svg>`;
const CREDENTIAL = `<openbadges:credential verify="${JWS}"/>`;
const ASSERTION = '<openbadges:assertion verify="https://a.example/1"><![CDATA[{"id":1}]]></openbadges:assertion>';
const found = (text: string, version = '3.0') => ({ ok: true, version, text, compressed: false });
const not = (code: string) => ({ ok: false, code });

describe('a credential in an SVG', () => {
  it('means what it meant, whatever letters it has, and the picture stays', () => {
    fc.assert(
      fc.property(anyCredential, (credential) => {
        const baked = bakeSvg(svg, credential);
        const read = bakedInSvg(baked);
        const text = read.ok ? read.text : '';
        if (/[\uFFFE\uFFFF]/.test(credential)) expect(JSON.parse(text)).toEqual(JSON.parse(credential));
        else expect(read).toEqual(found(credential));
        expect(baked.endsWith('<circle r="4"/></svg>\n')).toBe(true);
        expect(bakeSvg(baked, JWS)).toBe(bakeSvg(svg, JWS));
      }),
    );
  });

  it('stands right after the start tag: a JWS as attribute, JSON as CDATA', () => {
    expect(bakeSvg(holding(''), JWS)).toBe(holding(`<openbadges:credential verify="${JWS}"></openbadges:credential>`));
    expect(bakeSvg(holding(''), JSON_TEXT)).toBe(
      holding(`<openbadges:credential><![CDATA[${JSON_TEXT}]]></openbadges:credential>`),
    );
  });

  it('is read by a line end as JSON has it, and with the end of CDATA in its text', () => {
    expect(bakedInSvg(bakeSvg(svg, '{\r\n"a":1}'))).toEqual(found('{\n"a":1}'));
    expect(bakeSvg(svg, '{"a":"]]>"}')).toContain('<![CDATA[{"a":"]]]]><![CDATA[>"}]]>');
  });

  it.each([
    ['itself', holding(`\n${CREDENTIAL}\n`), holding('\n\n')],
    ['two, far from where they belong', holding(`<g>${CREDENTIAL}</g>${CREDENTIAL}`), holding('<g></g>')],
    ['one in another', holding(`<openbadges:credential>${CREDENTIAL}</openbadges:credential>`), holding('')],
    ['another prefix', holding(`<ob:credential xmlns:ob='https://purl.imsglobal.org/ob/v3p0'/>`), holding('')],
    ['Open Badges 2.0', holding(ASSERTION, OB2), holding('')],
    ['both versions', holding(`${CREDENTIAL}<o:assertion xmlns:o="http://openbadges.org"/>`), holding('')],
  ])('takes the place of %s', (_what, before, emptied) => {
    expect(bakeSvg(before, JWS)).toBe(bakeSvg(emptied, JWS));
  });

  it.each([
    ['an empty picture', `<svg ${SVG}/>`],
    ['a picture without space', '<s:svg xmlns:s="http://www.w3.org/2000/svg"></s:svg>'],
    [
      'an empty picture with a prefix',
      `<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:openbadges = 'urn:&quot;"' />`,
    ],
    ['a comment that looks like one', `<!-- ${CREDENTIAL} -->${holding(`<!-- ${CREDENTIAL} -->`)}`],
    ['an attribute that looks like a tag', `<svg ${SVG} a='&lt;svg>' b="/>" c='xmlns:openbadges="urn:x"'><g/></svg>`],
    ['a byte order mark', `\uFEFF${svg}`],
  ])('is put into %s', (_what, image) => {
    expect(bakedInSvg(bakeSvg(image, JWS))).toEqual(found(JWS));
    expect(bakeSvg(bakeSvg(image, JSON_TEXT), JWS)).toBe(bakeSvg(image, JWS));
  });

  it.each([
    ['in single quotes, by entities', holding(`<openbadges:credential verify='${JWS.replaceAll('.', '&#46;')}'/>`)],
    ['as text', holding(`<openbadges:credential> ${JWS} </openbadges:credential>`)],
    [
      'under another prefix',
      holding(`<x:credential verify="${JWS}"/>`, 'xmlns:x="https://purl.imsglobal.org/ob/v3p0"'),
    ],
    ['without a prefix', holding(`<credential xmlns='https://purl.imsglobal.org/ob/v3p0' verify="${JWS}"/>`)],
    ['beside comments', holding(`<!-- <openbadges:credential verify="fake"/> -->${CREDENTIAL}`)],
    ['beside CDATA', holding(`${CREDENTIAL}<title><![CDATA[<openbadges:credential verify="fake"/>]]></title>`)],
    ['beside an attribute', holding(`<g id="&lt;openbadges:credential verify='fake'/>"/>${CREDENTIAL}`)],
    ['beside another namespace', holding(`<credential verify="fake"/><o:credential xmlns:o="urn:o"/>${CREDENTIAL}`)],
    ['beside Open Badges 2.0', holding(`<a:assertion xmlns:a="http://openbadges.org" verify="old"/>${CREDENTIAL}`)],
  ])('is read %s', (_what, image) => expect(bakedInSvg(image)).toEqual(found(JWS)));

  it.each([
    ['a body', ASSERTION, '{"id":1}'],
    ['an address', '<openbadges:assertion verify="https://a.example/1"/>', 'https://a.example/1'],
    ['a JWS', `<openbadges:assertion verify="${JWS}"> </openbadges:assertion>`, JWS],
  ])('of Open Badges 2.0 is read as %s', (_what, inside, text) => {
    expect(bakedInSvg(holding(inside, OB2))).toEqual(found(text, '2.0'));
  });

  it.each([
    ['nothing', '', 'not-an-image'],
    ['a JWS', JWS, 'not-an-image'],
    ['HTML', '<html><body/></html>', 'not-an-image'],
    ['an svg of no namespace', '<svg/>', 'not-an-image'],
    ['a picture that is cut off', holding(CREDENTIAL).slice(0, -3), 'image-damaged'],
    ['a prefix that is not bound', `<svg ${SVG}><x:a/></svg>`, 'image-damaged'],
    ['an entity that XML does not define', holding(`&nbsp;${CREDENTIAL}`), 'image-damaged'],
    ['two pictures', holding(CREDENTIAL).repeat(2), 'image-damaged'],
    ['a document type', `<!DOCTYPE svg [<!ENTITY e "${JWS}">]>${holding(CREDENTIAL)}`, 'image-with-doctype'],
    ['a large picture', holding(`${CREDENTIAL}<!--${'é'.repeat(524_288)}-->`), 'image-too-large'],
    ['an endless nest', holding('<g>'.repeat(100_000)), 'image-too-large'],
    ['a picture', svg, 'nothing-baked'],
    ['a comment', holding(`<!-- ${CREDENTIAL} -->`), 'nothing-baked'],
    ['CDATA', holding(`<title><![CDATA[${CREDENTIAL}]]></title>`), 'nothing-baked'],
    ['the prefix of another namespace', holding(CREDENTIAL, 'xmlns:openbadges="urn:x"'), 'nothing-baked'],
    ['two', holding(CREDENTIAL + CREDENTIAL), 'baked-twice'],
    ['one in another', holding(`<openbadges:credential>${CREDENTIAL}</openbadges:credential>`), 'baked-twice'],
    ['two in one', holding(`<openbadges:credential verify="${JWS}">{}</openbadges:credential>`), 'baked-twice'],
    ['an empty one', holding('<openbadges:credential verify=" "/>'), 'baked-unreadable'],
  ])('%s is told from it', (_what, image, code) => expect(bakedInSvg(image)).toEqual(not(code)));

  it.each([
    ['no picture', '{}', JWS, 'not-an-image'],
    ['a document type', `<!DOCTYPE svg>${svg}`, JWS, 'image-with-doctype'],
    ['a text', svg, 'A credential', 'credential-not-bakeable'],
    ['more than a picture may hold', svg, `{"a":"${'x'.repeat(1_048_560)}"}`, 'image-too-large'],
    [
      'a picture that needs the prefix',
      '<openbadges:svg xmlns:openbadges="http://www.w3.org/2000/svg"></openbadges:svg>',
      JWS,
      'not-an-image',
    ],
  ])('is not made of %s', (_what, image, credential, code) => {
    expect(() => bakeSvg(image, credential)).toThrow(expect.objectContaining({ code }));
  });
});
