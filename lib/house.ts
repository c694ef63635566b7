import type { Backbone } from './backbone.ts';
import type { Front } from './front.ts';
import type { Ledger } from './ledger.ts';
import type { Mail } from './mail.ts';
import type { Secrets } from './secrets.ts';
import type { SignIn } from './sign-in.ts';
import type { Signing } from './signing.ts';

/** What capabilities share; each takes what it needs of it. */
export interface House {
  ledger: Ledger;
  backbone: Backbone;
  front: Front;
  signIn: SignIn;
  signing: Signing;
  secrets: Secrets;
  mail: Mail;
}
