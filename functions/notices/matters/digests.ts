/** What a digest tells its one reader: awards of their schools; and, if they answer for the program, who cannot be reached. */
import type { Trouble } from '../claims/claim.ts';
import { troubled } from '../unreached/troubled.ts';
import { badgeOfAward } from './badge.ts';
import type { Read } from './matter.ts';
import type { OccasionOf } from './occasion.ts';
import type { Member, Program, Readers } from './readers.ts';
import { isNot, only } from './recipients.ts';

export interface AwardTold {
  badgeName: string;
  earnerName: string;
  school: string | undefined;
}

export interface OfDigests {
  digest: {
    awards: AwardTold[];
    /** How many more there are than are listed. */
    others: number;
    unreached: { name: string; trouble: Trouble }[];
    /** There are more of them than are listed. */
    unreachedMore: boolean;
    /** The secret of the link that stops these mails. */
    token: string;
  };
}

/** As many as a mail lists. */
const LISTED = 50;

/** Nobody hears of anything who has no right to it, or has stopped these mails, by the time it is sent. */
export const gathered = async (
  readers: Readers,
  program: Program,
  { programId, readerId, digestId }: OccasionOf<'digest'>,
): Promise<Read<'digest'>> => {
  const { digests } = readers;
  const [reader, digest] = await Promise.all([
    digests.get(programId, readerId),
    digests.digest(programId, readerId, digestId),
  ]);
  if (!reader || !digest) return undefined;
  const [member] = await only(readers, programId, readerId);
  const isAdministrator = member?.roles.includes('administrator') ?? false;
  const isLead = program.owner === readerId || program.deputy === readerId;
  const awardIds = isAdministrator && reader.awards !== 'off' ? digest.awardIds : [];
  const listed = await Promise.all(
    awardIds.slice(0, LISTED).map((awardId) => awardOf(readers, programId, awardId, member)),
  );
  const awards = listed.filter((award) => award !== undefined);
  // The list comes with news, and not with every award that is told meanwhile.
  const isWanted = isLead && reader.unreached !== 'off' && digest.newsAt !== undefined;
  const found = isWanted ? await unreachedIn(readers, programId) : { unreached: [], unreachedMore: false };
  const { unreached } = found;
  const known = { awards, others: awardIds.length - listed.length, ...found, token: reader.token ?? '' };
  const isEmpty = awards.length + known.others + unreached.length === 0;
  return { recipients: member && !isEmpty ? [member] : [], known };
};

/** Undefined for one that this reader is not told of, or whose earner is in the program no more. */
const awardOf = async (
  readers: Readers,
  programId: string,
  awardId: string,
  reader: Member | undefined,
): Promise<AwardTold | undefined> => {
  const found = await badgeOfAward(readers, programId, awardId);
  const earner = found && (await readers.programs.member(programId, found.earnerId));
  if (!earner || !reader || !isNot(reader.employeeId)(earner) || !hearsOf(reader, earner.school)) return undefined;
  return { badgeName: found.badge.name, earnerName: earner.name, school: earner.school };
};

/** An administrator with schools hears of these. */
export const hearsOf = ({ schools }: Member, school: string | undefined) =>
  !schools || (school !== undefined && schools.includes(school));

const unreachedIn = async ({ claims, programs }: Readers, programId: string) => {
  const { troubles, more } = await troubled({
    unreached: (part) => claims.unreached(programId, part),
    personOf: async ({ employeeId }) => (employeeId === undefined ? undefined : programs.member(programId, employeeId)),
    most: 2 * LISTED,
  });
  const people = new Map(
    troubles.map(({ claim, person: { employeeId, name } }) => [employeeId, { name, trouble: claim.state as Trouble }]),
  );
  return { unreached: [...people.values()].slice(0, LISTED), unreachedMore: more || people.size > LISTED };
};
