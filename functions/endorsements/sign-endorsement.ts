/** Hears `endorsement.accepted`: signs an endorsement that was confirmed by mail, on behalf of its endorser. */
import type { DetailOf } from '../../events/define-event.ts';
import type { EndorsementAccepted } from '../../events/endorsement-accepted.ts';
import { signCredential } from '../open-badges/data-integrity.ts';
import { Unavailable, Unprocessable } from '../platform/errors.ts';
import type { Signer } from '../platform/signer.ts';
import type { Now } from '../platform/stamp.ts';
import { decideAgain } from '../platform/table/decide-again.ts';
import type { ProgramReader } from '../programs/read.ts';
import { hostedEndorsement } from './hosted-endorsement.ts';
import type { EndorsementStore } from './store.ts';

export interface Signing {
  endorsements: Pick<EndorsementStore, 'get' | 'keepDocument'>;
  programs: Pick<ProgramReader, 'program'>;
  signer: Pick<Signer, 'signingKey' | 'sign'>;
  /** Without a trailing slash. */
  publicUrl: string;
  /** What must stand before anything is signed: the host of the issuer, and the key where verifiers find it for ever. */
  prepare: () => Promise<void>;
  now: Now;
}

/** One document for each, whatever is repeated. Nothing is done for one that came signed, or was withdrawn meanwhile. */
export const signEndorsement =
  (signing: Signing) =>
  ({ data: { endorsementId } }: DetailOf<typeof EndorsementAccepted>): Promise<void> =>
    decideAgain(async () => {
      const { endorsements, programs, publicUrl, prepare } = signing;
      const endorsement = await endorsements.get(endorsementId);
      if (!endorsement) {
        throw new Unavailable('endorsement-not-visible', { message: 'The endorsement cannot be read yet.' });
      }
      if (endorsement.state !== 'accepted' || endorsement.document) return;
      const program = await programs.program(endorsement.programId);
      const unsigned = program && hostedEndorsement(publicUrl, program, endorsement);
      if (!unsigned) {
        throw new Unprocessable('endorsement-malformed', {
          message: `Endorsement ${endorsementId} was accepted, but its program or its confirmation is missing.`,
        });
      }
      await prepare();
      await endorsements.keepDocument(endorsement, await signCredential(signing)(unsigned));
    });
