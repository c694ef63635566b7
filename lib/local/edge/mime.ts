import { randomUUID } from 'node:crypto';
import PostalMime, { addressParser } from 'postal-mime';

/** What SES's SendEmail is told, before it makes a MIME message of it. */
export interface SimpleMail {
  from: string;
  to: string[];
  cc: string[];
  replyTo: string[];
  subject: string;
  text: string | undefined;
  html: string | undefined;
  /** Epoch ms. */
  at: number;
}

/** What is told about a mail from its own headers. */
export interface ReadMail {
  from: string[];
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  headers: { name: string; value: string }[];
}

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** RFC 2047: pieces of at most 39 bytes, so that each line with an encoded word stays within 76 characters. */
function encodeHeader(text: string): string {
  if (isAscii(text)) return text;
  const pieces: string[] = [''];
  for (const character of text) {
    const last = pieces.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > 39) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
}

const lines = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\r\n');

function part(type: string, content: string): string {
  const headers = `Content-Type: ${type}; charset=UTF-8\r\nContent-Transfer-Encoding: base64`;
  return `${headers}\r\n\r\n${lines(Buffer.from(content))}\r\n`;
}

function bodyOf({ text, html }: SimpleMail): string {
  if (text === undefined || html === undefined)
    return part(html === undefined ? 'text/plain' : 'text/html', html ?? text ?? '');
  const boundary = randomUUID();
  const parts = [part('text/plain', text), part('text/html', html)];
  const inner = parts.map((one) => `--${boundary}\r\n${one}`).join('');
  return `Content-Type: multipart/alternative; boundary="${boundary}"\r\n\r\n${inner}--${boundary}--\r\n`;
}

/** A MIME message of what SendEmail was told; without Bcc, as SES sends it. */
export function composeMail(mail: SimpleMail, messageId: string): string {
  const optional = (name: string, addresses: string[]) =>
    addresses.length > 0 ? [`${name}: ${addresses.join(', ')}`] : [];
  const headers = [
    `From: ${mail.from}`,
    ...optional('To', mail.to),
    ...optional('Cc', mail.cc),
    ...optional('Reply-To', mail.replyTo),
    `Subject: ${encodeHeader(mail.subject)}`,
    `Date: ${new Date(mail.at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}@email.amazonses.com>`,
    'MIME-Version: 1.0',
  ];
  return `${headers.join('\r\n')}\r\n${bodyOf(mail)}`;
}

/** The bare addresses in an address text: `Ada <ada@example.org>` is `ada@example.org`. */
export const addressesIn = (text: string): string[] =>
  addressParser(text, { flatten: true }).flatMap((one) => (one.address ? [one.address] : []));

/** Reads the headers of a MIME message. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw);
  const headers = mail.headers.map(({ key, originalKey, value }) => ({ name: originalKey || key, value }));
  const addresses = (name: string) =>
    headers.filter((header) => header.name.toLowerCase() === name).flatMap((header) => addressesIn(header.value));
  return {
    from: addresses('from'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: mail.subject ?? '',
    headers,
  };
}
