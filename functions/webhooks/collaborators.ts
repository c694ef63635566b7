/** What the handlers of webhooks work with. */
import type { Principal } from '../platform/http/route.ts';
import type { Member, ProgramReader } from '../programs/read.ts';
import type { LaneStore } from './deliveries/delivery-store.ts';
import type { SendingAgain } from './deliveries/send-again.ts';
import type { Managing } from './endpoints/manage-endpoints.ts';

export interface ApiCollaborators extends Managing, SendingAgain {
  programs: Pick<ProgramReader, 'program'>;
  identify: (principal: Principal, programId: string) => Promise<Member>;
  lanes: Pick<LaneStore, 'wake' | 'get'>;
}
