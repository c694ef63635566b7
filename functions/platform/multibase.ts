/** Multibase with base58btc (W3C Controlled Identifiers 1.0, section 2.4): how keys and proof values are written. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const DIGITS = new Map([...ALPHABET].map((digit, value) => [digit, value]));

/** Nine digits at a time: as many as a number holds exactly, so that few steps are taken in big integers. */
const CHUNK = 9;
const CHUNK_SIZE = 58n ** BigInt(CHUNK);

/** `z` and the bytes in base58btc; each leading zero byte is a `1`. */
export const base58btc = (bytes: Uint8Array): string => {
  const significant = bytes.findIndex((byte) => byte !== 0);
  const zeros = significant < 0 ? bytes.length : significant;
  let digits = '';
  for (let rest = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`); rest > 0n; rest /= CHUNK_SIZE) {
    digits = chunkOf(Number(rest % CHUNK_SIZE)) + digits;
  }
  return `z${'1'.repeat(zeros)}${digits.replace(/^1+/, '')}`;
};

const chunkOf = (value: number): string => {
  let digits = '';
  for (let rest = value; digits.length < CHUNK; rest = Math.floor(rest / 58))
    digits = ALPHABET.charAt(rest % 58) + digits;
  return digits;
};

/** The bytes that `base58btc` wrote so. Undefined for anything that it never writes. */
export const fromBase58btc = (text: string): Uint8Array | undefined => {
  if (text[0] !== 'z') return undefined;
  let value = 0n;
  for (let at = 1; at < text.length; at += CHUNK) {
    const chunk = numberOf(text.slice(at, at + CHUNK));
    if (chunk === undefined) return undefined;
    value = value * 58n ** BigInt(Math.min(CHUNK, text.length - at)) + BigInt(chunk);
  }
  const zeros = /^z(1*)/.exec(text)?.[1]?.length ?? 0;
  const hex = value === 0n ? '' : value.toString(16);
  return Buffer.from('00'.repeat(zeros) + (hex.length % 2 ? `0${hex}` : hex), 'hex');
};

const numberOf = (digits: string): number | undefined => {
  let value = 0;
  for (const digit of digits) {
    const one = DIGITS.get(digit);
    if (one === undefined) return undefined;
    value = value * 58 + one;
  }
  return value;
};
