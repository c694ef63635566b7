import { createHash } from 'node:crypto';
import type { MessageAttribute } from './queues.ts';

const md5 = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex');

const framed = (bytes: Uint8Array) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
};

/** The MD5 SQS answers for a body (UTF-8), in hex. */
export const digestOfBody = (body: string): string => md5(body);

const valueBytes = (attribute: MessageAttribute): Uint8Array =>
  attribute.BinaryValue === undefined
    ? Buffer.from(attribute.StringValue ?? '')
    : Buffer.from(attribute.BinaryValue, 'base64');

/** The MD5 SQS answers for message attributes: by name, each of name, type and value framed by its length. */
export function digestOfAttributes(attributes: Record<string, MessageAttribute>): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const attribute = attributes[name];
    if (attribute === undefined) return [];
    const kind = Buffer.from([attribute.BinaryValue === undefined ? 1 : 2]);
    return [
      ...framed(Buffer.from(name)),
      ...framed(Buffer.from(attribute.DataType)),
      kind,
      ...framed(valueBytes(attribute)),
    ];
  });
  return md5(Buffer.concat(parts));
}

/** What SQS counts against its limit of a message: the body and every attribute's name, type and value, in bytes. */
export function sizeOf(body: string, attributes: Record<string, MessageAttribute>): number {
  const ofAttributes = Object.entries(attributes).map(
    ([name, attribute]) =>
      Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType) + valueBytes(attribute).length,
  );
  return ofAttributes.reduce((total, size) => total + size, Buffer.byteLength(body));
}
