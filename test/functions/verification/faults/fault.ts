/** A badge with one fault. Everything else about it is right, so that exactly one check can catch it. */
import type { FoundCode } from '../../../../functions/verification/findings.ts';
import type { Input } from '../../../../functions/verification/verify.ts';
import { badge, type Json, signed, type World } from '../world.ts';

export type Fault = [
  what: string,
  code: FoundCode,
  make: (world: World) => Promise<Json | string | Input> | Json | string | Input,
];

/** Signed, then changed. */
export const altered = (more: Json): Json => ({ ...signed(badge()), ...more });

/** A picture with nothing in it. */
export const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect width="1" height="1"/></svg>';

export const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact JWS with another part in the place of one. */
export const withPart = (token: string, at: number, change: (part: string) => string) =>
  token
    .split('.')
    .map((part, index) => (index === at ? change(part) : part))
    .join('.');
export const renamed = (part: string) =>
  encoded({ ...JSON.parse(Buffer.from(part, 'base64url').toString()), name: 'Other' });

export const subject = badge().credentialSubject as Json;
export const achievement = subject.achievement as Json;
