/** A self-signed certificate (RFC 5280), which Node can read but not make: just enough of DER to write one. */
import { generateKeyPairSync, sign } from 'node:crypto';

const der = (tag: number, ...content: (Uint8Array | Uint8Array[])[]): Buffer => {
  const body = Buffer.concat(content.flat());
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...content: Uint8Array[]) => der(0x30, content);
const oid = (hex: string) => der(6, Buffer.from(hex, 'hex'));
const integer = (value: number) => der(2, Buffer.from([value]));
const time = (text: string) => der(0x18, Buffer.from(text));

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = '550403';
const ALTERNATIVE_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

/** For these names, trusted by whoever trusts it. */
export const selfSigned = (...names: string[]): { cert: string; key: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(der(0x31, sequence(oid(COMMON_NAME), der(0x0c, Buffer.from('Accolade test')))));
  const alternatives = sequence(...names.map((one) => der(0x82, Buffer.from(one))));
  const extensions = sequence(
    sequence(oid(BASIC_CONSTRAINTS), der(4, sequence(der(1, Buffer.from([255]))))),
    sequence(oid(ALTERNATIVE_NAME), der(4, alternatives)),
  );
  const toBeSigned = sequence(
    ...[der(0xa0, integer(2)), integer(1), ECDSA_SHA256, name],
    sequence(time('20200101000000Z'), time('20990101000000Z')),
    ...[name, publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, extensions)],
  );
  const signature = der(3, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const certificate = sequence(toBeSigned, ECDSA_SHA256, signature).toString('base64');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
};
