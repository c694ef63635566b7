/** Writes one mail as an RFC 5322 message: text and HTML of the same content, UTF-8 throughout, nothing that can break out of a header. */

export interface Mailbox {
  name: string;
  address: string;
}

export interface MailMessage {
  from: Mailbox;
  to: Mailbox;
  replyTo: Mailbox;
  subject: string;
  /** BCP 47, of both parts. */
  language: string;
  text: string;
  html: string;
  /** The address at which a POST stops such mails (RFC 8058); an opened link alone stops nothing. */
  unsubscribe?: string | undefined;
  date: Date;
}

/** Whether SES can be asked to deliver there: it takes ASCII addresses alone (no SMTPUTF8). */
export const isDeliverable = (address: string) =>
  address.length <= 254 && /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(address);

/** Quoted-printable escapes every `=`, so this can stand in no part. */
const BOUNDARY = '=_alternative';

/** The whole message, lines ended by CRLF. The service that sends it adds its own Message-ID. */
export const writeMessage = (message: MailMessage): string =>
  [
    `From: ${mailbox(message.from)}`,
    `To: ${mailbox(message.to)}`,
    `Reply-To: ${mailbox(message.replyTo)}`,
    `Subject: ${unstructured(oneLine(message.subject), 'Subject: '.length)}`,
    `Date: ${message.date.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    // RFC 3834: vacation responders do not answer it.
    'Auto-Submitted: auto-generated',
    ...unsubscribing(message),
    `Content-Language: ${message.language}`,
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    part('text/plain', message.text),
    `--${BOUNDARY}`,
    part('text/html', message.html),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');

/** Not in `h=` of every signature: whoever checks that looks at a mail that arrived. SES signs for the domain (DKIM). */
const unsubscribing = ({ unsubscribe }: MailMessage) =>
  unsubscribe === undefined
    ? []
    : [`List-Unsubscribe:\r\n <${new URL(unsubscribe).href}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'];

/** Control characters end a header line, and direction overrides make it read as another: neither belongs into one. */
const oneLine = (text: string) =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();

const mailbox = ({ name, address }: Mailbox) => {
  if (!isDeliverable(address)) throw new RangeError('This is no address that a mail can be sent to.');
  const phrase = oneLine(name);
  if (phrase === '') return `<${address}>`;
  return isPlain(phrase)
    ? `"${phrase.replace(/["\\]/g, '\\$&')}"\r\n <${address}>`
    : `${encodedWords(phrase)}\r\n <${address}>`;
};

/** Printable ASCII that no reader takes for an encoded word. */
const isPlain = (text: string) => /^[\x20-\x7e]*$/.test(text) && !text.includes('=?');

const LINE = 76;

const unstructured = (text: string, indent: number) => {
  if (!isPlain(text)) return encodedWords(text);
  let room = LINE - indent;
  return text
    .split(/ +/)
    .map((word, index) => {
      const fits = index === 0 || word.length + 1 <= room;
      room = fits ? room - word.length - 1 : LINE - word.length - 1;
      return index === 0 ? word : `${fits ? ' ' : '\r\n '}${word}`;
    })
    .join('');
};

/** RFC 2047. 39 bytes are 52 of base64: with its frame and the longest header name, a line stays within 76. */
const encodedWords = (text: string) => {
  const pieces = [''];
  for (const character of text) {
    const last = pieces.at(-1) ?? '';
    if (Buffer.byteLength(last + character) > 39) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join('\r\n ');
};

const part = (type: string, content: string) =>
  [
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(content.toWellFormed()),
  ].join('\r\n');

const quotedPrintable = (text: string) =>
  text
    .split(/\r\n|\r|\n/)
    .map(quotedLine)
    .join('\r\n');

/** One line, broken softly (a last `=`) before it exceeds 76 characters. */
const quotedLine = (line: string) => {
  const characters = [...Buffer.from(line)].map((byte, at, all) => {
    const atEnd = at === all.length - 1;
    const plain = (byte > 0x20 && byte < 0x7f && byte !== 0x3d) || ((byte === 0x20 || byte === 0x09) && !atEnd);
    return plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  let length = 0;
  return characters
    .map((character, at) => {
      const last = at === characters.length - 1;
      const breaks = length + character.length > (last ? LINE : LINE - 1);
      length = breaks ? character.length : length + character.length;
      return breaks ? `=\r\n${character}` : character;
    })
    .join('');
};
