/** The host of the issuer is part of every credential, so the first one fixes it for good. */
import { Unprocessable } from '../../platform/errors.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import type { CredentialStore } from '../store.ts';

interface Collaborators {
  credentials: Pick<CredentialStore, 'issuerHost' | 'fixIssuerHost'>;
  publicUrl: string;
}

/** Fixes the address, or holds it against the fixed one: another is refused with `issuer-host-fixed`, before anything is signed. */
export const demandIssuerHost = ({ credentials, publicUrl }: Collaborators): Promise<void> =>
  decideAgain(async () => {
    const fixed = await credentials.issuerHost();
    if (fixed === undefined) return credentials.fixIssuerHost(publicUrl);
    if (fixed === publicUrl) return;
    throw new Unprocessable('issuer-host-fixed', {
      message: `Badges were issued under ${fixed}, and this deployment is now at ${publicUrl}. Badges of two hosts are of two issuers: put the old domain back.`,
    });
  });
