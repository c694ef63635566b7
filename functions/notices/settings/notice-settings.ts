/** How often a reader of award notices and digests hears: what they choose, and what a link in a mail stops. */
import { forbidden, notFound, Refused } from '../../platform/errors.ts';
import type { Principal } from '../../platform/http/route.ts';
import type { Now } from '../../platform/stamp.ts';
import { leads, type Member, type Program, type ProgramReader } from '../../programs/read.ts';
import { type AwardNotices, dueFor, type NoticeReader } from '../digests/notice-reader.ts';
import type { NoticeReaderStore } from '../digests/notice-reader-store.ts';

export interface Choosing {
  noticeReaders: NoticeReaderStore;
  programs: Pick<ProgramReader, 'program' | 'member'>;
  /** The member behind a signed-in person, or a refusal. */
  identify: (principal: Principal, programId: string) => Promise<Member>;
  now: Now;
}

export interface NoticeSettings {
  /** For administrators: absent for whoever is none. */
  awards?: AwardNotices | undefined;
  /** For the owner and the deputy: whether a daily digest tells who cannot be reached. */
  unreached?: 'daily' | 'off' | undefined;
}

export interface Settled {
  member: Member;
  program: Program;
  settings: NoticeSettings;
}

type Who = Pick<NoticeReader, 'programId' | 'employeeId'>;

const settingsOf = (program: Program, member: Member, reader: NoticeReader | undefined): NoticeSettings => ({
  ...(member.roles.includes('administrator') && { awards: reader?.awards ?? program.policy.awardNotices }),
  ...(leads(program, member.employeeId) && { unreached: reader?.unreached ?? 'daily' }),
});

/** The settings of whoever asks, for administrators, the owner and the deputy. */
export const settingsFor = async (
  { noticeReaders, programs, identify }: Choosing,
  principal: Principal,
  programId: string,
): Promise<Settled> => {
  const member = await identify(principal, programId);
  const program = await programs.program(programId);
  const settings = program && settingsOf(program, member, await noticeReaders.get(programId, member.employeeId));
  if (program && settings && Object.keys(settings).length > 0) return { member, program, settings };
  throw forbidden('no-award-notices', 'Only administrators, the owner and the deputy get these mails.');
};

/** Keeps what the reader chose. What was gathered until now is told in the new way. */
export const choose = async (
  { noticeReaders, now }: Pick<Choosing, 'noticeReaders' | 'now'>,
  who: Who,
  { awards, unreached }: NoticeSettings,
): Promise<void> => {
  await noticeReaders.choose(who, { awards, unreached });
  const reader = await noticeReaders.get(who.programId, who.employeeId);
  if (awards !== 'immediate' || reader?.waitingSince === undefined || reader.idle) return;
  await noticeReaders.arm(who, (found) => dueFor(awards, found, now()));
};

/** Whose mails this link stops; 404 for a link that nobody was given, or whose reader left the program. */
export const readerOf = async ({ noticeReaders, programs }: Omit<Choosing, 'identify'>, token: string) => {
  const who = await noticeReaders.ofToken(token);
  const program = who && (await programs.program(who.programId));
  const member = who && (await programs.member(who.programId, who.employeeId));
  if (!who || !program || !member) throw notFound('link');
  const reader = await noticeReaders.get(who.programId, who.employeeId);
  const { awards, unreached } = settingsOf(program, member, reader);
  return {
    who,
    program,
    language: member.language,
    isOff: (awards ?? 'off') === 'off' && (unreached ?? 'off') === 'off',
  };
};

/** What a mail program, or the button of the page, sends: a form, in either of its encodings (RFC 8058). */
export const readUnsubscribe = async (body: Uint8Array, contentType = ''): Promise<'stop' | 'again'> => {
  const headers = { 'content-type': contentType };
  const form = await new Response(Buffer.from(body), { headers }).formData().catch(() => new FormData());
  if (form.get('List-Unsubscribe') === 'One-Click') return 'stop';
  if (form.get('again') === 'yes') return 'again';
  throw new Refused('unsubscribe-unclear', {
    status: 400,
    message: 'Post List-Unsubscribe=One-Click to stop these mails. Nothing was changed.',
  });
};
