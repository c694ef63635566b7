/**
 * Hears `post.quarantined`: the owner is told, because the sender was answered that all is well; and the member it names.
 * Hears `concern.reported`: the owner is told what anybody wrote of a public page.
 */
import type { ConcernReported } from '../../events/concern-reported.ts';
import type { DetailOf } from '../../events/define-event.ts';
import type { PostQuarantined } from '../../events/post-quarantined.ts';
import type { Tell } from './tell.ts';

export const tellOwner = ({ tell }: { tell: Tell }) => ({
  async quarantined({ metadata: { programId }, data: { receiptId } }: DetailOf<typeof PostQuarantined>) {
    await tell({ kind: 'post-quarantined', programId, receiptId });
    await tell({ kind: 'post-set-aside', programId, receiptId });
  },
  async concern({ metadata: { programId }, data: { concernId } }: DetailOf<typeof ConcernReported>) {
    await tell({ kind: 'concern-reported', programId, concernId });
  },
});
