import { Unprocessable } from '../../platform/errors.ts';

/**
 * The refusal of a document that cannot be signed or verified as it stands: something in it would be left out of the bytes
 * that are signed, or has no meaning that its contexts define.
 */
export const unsafe = (message: string) => new Unprocessable('json-ld-unsafe', { message });
