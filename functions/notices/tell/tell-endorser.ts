/** Hears `endorsement.invited`: the organization is asked by mail. Hears `endorsement.proposed`: the owner is told that one waits. */
import type { DetailOf } from '../../../events/define-event.ts';
import type { EndorsementInvited } from '../../../events/endorsement-invited.ts';
import type { EndorsementProposed } from '../../../events/endorsement-proposed.ts';
import type { Tell } from './tell.ts';

export const tellEndorser = ({ tell }: { tell: Tell }) => ({
  async invited({ metadata: { programId }, data: { endorsementId } }: DetailOf<typeof EndorsementInvited>) {
    await tell({ kind: 'endorsement-wanted', programId, endorsementId });
  },
  async proposed({ metadata: { programId }, data: { endorsementId } }: DetailOf<typeof EndorsementProposed>) {
    await tell({ kind: 'endorsement-proposed', programId, endorsementId });
  },
});
