/** Time and ids are passed in, so that a test decides them. */
import { randomBytes, randomUUID } from 'node:crypto';

export type Now = () => Date;
export type NewId = () => string;

export const now: Now = () => new Date();
export const newId: NewId = () => randomUUID();

/** 128 random bits as 22 characters of base64url: unguessable, for what an id alone protects. */
export const newSecretId: NewId = () => randomBytes(16).toString('base64url');

export interface Stamp {
  now: Now;
  newId: NewId;
}
export const stamp: Stamp = { now, newId };
