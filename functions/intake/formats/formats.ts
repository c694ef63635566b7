/** Every format of posts, by the name that a program file calls it. */
import { bearer } from './bearer.ts';
import { canvas } from './canvas.ts';
import type { Format, FormatName } from './format.ts';
import { github } from './github.ts';
import { moodle } from './moodle.ts';
import { standardWebhooks } from './standard-webhooks.ts';

const formats: { readonly [Name in FormatName]: Format<Name> } = {
  'standard-webhooks': standardWebhooks,
  canvas,
  github,
  bearer,
  moodle,
};

/** Of the format's own sources only: the caller names the format by the source. */
export const formatOf = (name: FormatName): Format => formats[name] as Format;
