/** Multibase with base58btc (W3C Controlled Identifiers 1.0, section 2.4): how keys and proof values are written. */
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** `z` and the bytes in base58btc; each leading zero byte is a `1`. */
export const base58btc = (bytes: Uint8Array): string => {
  const significant = bytes.findIndex((byte) => byte !== 0);
  const zeros = significant < 0 ? bytes.length : significant;
  let rest = BigInt(`0x0${Buffer.from(bytes).toString('hex')}`);
  let digits = '';
  for (; rest > 0n; rest /= 58n) digits = ALPHABET.charAt(Number(rest % 58n)) + digits;
  return `z${'1'.repeat(zeros)}${digits}`;
};
