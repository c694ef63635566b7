import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { isDeliverable, type MailMessage, writeMessage } from '../../../functions/platform/mail-message.ts';

const message = (changes: Partial<MailMessage> = {}): MailMessage => ({
  from: { name: 'Future-Ready Teachers', address: 'badges@cedarhollow.example' },
  to: { name: 'Anna Castañeda', address: 'anna@cedarhollow.example' },
  replyTo: { name: 'Future-Ready Teachers', address: 'contact@cedarhollow.example' },
  subject: 'You earned “Retrieval Practice”',
  language: 'en',
  text: 'Hello Anna Castañeda,\n\nhttps://badges.example/a=b\n\n-- \nWhy\n',
  html: '<p>Hello Anna Castañeda</p>\n',
  date: new Date('2027-03-01T09:00:00Z'),
  ...changes,
});

const HEADERS = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'mime-version',
  'auto-submitted',
  'content-language',
  'content-type',
];

/** The parser ends every part with a line break of its own. */
const ended = (text = '') => text.replace(/\n+$/, '');

describe('a message', () => {
  it('is read by a parser of others as it was meant', async () => {
    const read = await PostalMime.parse(writeMessage(message()));
    expect(read).toMatchObject({
      from: { name: 'Future-Ready Teachers', address: 'badges@cedarhollow.example' },
      to: [{ name: 'Anna Castañeda', address: 'anna@cedarhollow.example' }],
      replyTo: [{ address: 'contact@cedarhollow.example' }],
      subject: 'You earned “Retrieval Practice”',
    });
    expect(ended(read.text)).toBe(ended(message().text));
    expect(ended(read.html)).toBe(ended(message().html));
    expect(read.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(read.headers.map(({ key }) => key)).toEqual(HEADERS);
  });

  const anything = fc.string({ unit: 'binary', maxLength: 160 });
  const nasty = fc
    .array(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        'Bcc: x@y.example',
        '=?UTF-8?Q?=0A?=',
        '"',
        '\\',
        '<',
        '>',
        ',',
        ';',
        'ñ',
        '😀',
        ' ',
        'a',
        '\u2028',
        '\u0000',
        '\u202e',
      ),
    )
    .map((parts) => parts.join(''));
  const texts = fc.oneof(anything, nasty);

  it('names the address that stops such mails only where there is one, in the headers of RFC 8058', async () => {
    const unsubscribe = 'https://badges.cedarhollow.example/unsubscribe/u-4Rt_9wXd2Kb7LmQ0pHs6';
    const { headers } = await PostalMime.parse(writeMessage(message({ unsubscribe })));
    const value = (key: string) => headers.find((one) => one.key === key)?.value.trim();
    expect(value('list-unsubscribe')).toBe(`<${unsubscribe}>`);
    expect(value('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const without = await PostalMime.parse(writeMessage(message({})));
    expect(without.headers.map(({ key }) => key)).toEqual(HEADERS);
  });

  it('lets nothing out of its header, whatever a name or a subject holds', async () => {
    const check = async (name: string, subject: string, program: string) => {
      const written = writeMessage(
        message({
          subject,
          to: { name, address: 'anna@cedarhollow.example' },
          from: { name: program, address: 'badges@cedarhollow.example' },
        }),
      );
      const read = await PostalMime.parse(written);
      expect(read.headers.map(({ key }) => key)).toEqual(HEADERS);
      expect(read.to?.map(({ address }) => address)).toEqual(['anna@cedarhollow.example']);
      expect(read.from?.address).toBe('badges@cedarhollow.example');
      expect(read.bcc).toBeUndefined();
      const head = written.slice(0, written.indexOf('\r\n\r\n'));
      for (const line of head.split('\r\n')) expect(line).toMatch(/^(?:[A-Z][A-Za-z-]+: |[ ])[\x20-\x7e]*$/);
    };
    await fc.assert(fc.asyncProperty(texts, texts, texts, check), { numRuns: 300 });
  });

  it('carries every name and subject of one line unchanged', async () => {
    const names = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .map((name) => name.replace(/\s+/g, ' ').trim());
    const check = async (name: string) => {
      fc.pre(name !== '' && !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name));
      const read = await PostalMime.parse(
        writeMessage(message({ subject: name, to: { name, address: 'a@b.example' } })),
      );
      expect(read.subject).toBe(name);
      expect(read.to?.[0]?.name).toBe(name);
    };
    await fc.assert(fc.asyncProperty(names, check), { numRuns: 300 });
  });

  it('carries every text unchanged, in lines of at most 76 characters of ASCII', async () => {
    const check = async (text: string) => {
      const body = `${text.toWellFormed().replace(/[\r\0]/g, '')}\n`;
      const written = writeMessage(message({ text: body, html: `<p>${body}</p>\n` }));
      for (const line of written.split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,76}$/);
      const read = await PostalMime.parse(written);
      expect(ended(read.text)).toBe(ended(body));
      expect(ended(read.html)).toBe(`<p>${body}</p>`);
    };
    await fc.assert(fc.asyncProperty(texts, check), { numRuns: 300 });
  });

  it.each([
    'a@b.example\r\nBcc: c@d.example',
    'a b@c.example',
    'a@b',
    '<a@b.example>',
    'ñ@b.example',
    'a@b.example,c@d.example',
  ])('goes to no address like %j', (address) => {
    expect(isDeliverable(address)).toBe(false);
    expect(() => writeMessage(message({ to: { name: 'A', address } }))).toThrow(RangeError);
  });
});
