/** Hears `post.quarantined`: the owner is told, because the sender was answered that all is well; and the member it names. */
import type { DetailOf } from '../../events/define-event.ts';
import type { PostQuarantined } from '../../events/post-quarantined.ts';
import type { Tell } from './tell.ts';

export const tellOwner =
  ({ tell }: { tell: Tell }) =>
  async ({ metadata: { programId }, data: { receiptId } }: DetailOf<typeof PostQuarantined>) => {
    await tell({ kind: 'post-quarantined', programId, receiptId });
    await tell({ kind: 'post-set-aside', programId, receiptId });
  };
