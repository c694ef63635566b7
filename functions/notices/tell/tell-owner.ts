/**
 * Hears `post.quarantined`: the owner is told (once a day), because the sender was answered that all is well; and the member it names.
 * Hears `concern.reported`: the owner is told what anybody wrote of a public page.
 */
import type { ConcernReported } from '../../../events/concern-reported.ts';
import type { DetailOf } from '../../../events/define-event.ts';
import type { PostQuarantined } from '../../../events/post-quarantined.ts';
import { type Reminding, remindOfPost } from '../reminders/remind-owner.ts';

export const tellOwner = (reminding: Reminding) => ({
  async quarantined({ metadata: { programId, time }, data: { receiptId, reason } }: DetailOf<typeof PostQuarantined>) {
    await remindOfPost(reminding, { programId, receiptId, time });
    await reminding.tell({ kind: 'post-set-aside', programId, receiptId, reason });
  },
  async concern({ metadata: { programId }, data: { concernId } }: DetailOf<typeof ConcernReported>) {
    await reminding.tell({ kind: 'concern-reported', programId, concernId });
  },
});
