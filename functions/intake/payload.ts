/** What was sent, of a post that is kept whole. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { type JsonObject, readJsonObject } from './post-body.ts';

const uncompressed = promisify(gunzip);

/** The JSON of a post as it lies in the table: whatever the format of its source is or was, and without any key. */
export const payloadOf = async ({ body }: { body: Uint8Array }): Promise<JsonObject> =>
  readJsonObject(await uncompressed(body));
