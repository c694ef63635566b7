/** DynamoDB for the readers of award notices and digests. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { EmployeeId, Slug } from '../../../events/ids.ts';
import { decideAgain } from '../../platform/table/decide-again.ts';
import { indexes, keys, waitingFor } from '../../platform/table/keys.ts';
import type { Table } from '../../platform/table/table.ts';
import { isNew, Stale, type Write } from '../../platform/table/transact.ts';
import { wins } from '../../platform/table/wins.ts';
import type { Claim } from '../claims/claim.ts';
import { claimWrites } from '../claims/claim-store.ts';
import { Digest, NoticeReader } from './notice-reader.ts';

export type NoticeReaderStore = ReturnType<typeof noticeReaderStore>;

type Who = Pick<NoticeReader, 'programId' | 'employeeId'>;

/** As long as a claim: a digest may be sent again by hand until then. */
const DIGEST_DAYS = 400;
/** A digest that tells of more is sent as several. Their ids fit into one item (400 KB, DynamoDB). */
const LARGEST_DIGEST = 5000;
/** DynamoDB: items of a transaction. */
const TRANSACTION = 100;

const Gathered = z.object({ awardId: z.uuid() });
const News = z.object({ claimId: z.string(), programId: Slug });
const Subscribed = z.object({ programId: Slug, employeeId: EmployeeId });

const keyOf = ({ programId, employeeId }: Who) => keys.noticeReader(programId, employeeId);
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const { pk: WAITING_FOR, sk: WAITING_SINCE } = indexes.waiting;

export const noticeReaderStore = (table: Pick<Table, 'get' | 'query' | 'transact'>) => {
  const update = (who: Who, write: Omit<Extract<Write, { update: string }>, 'key'>) =>
    wins(table, { key: keyOf(who), ...write });

  return {
    get: (programId: string, employeeId: string) => table.get(keys.noticeReader(programId, employeeId), NoticeReader),
    digest: (programId: string, employeeId: string, digestId: string) =>
      table.get(keys.digest(programId, employeeId, digestId), Digest),

    /** Keeps what a reader chose; where they chose nothing, it stays as it is. */
    choose: (who: Who, { awards, unreached }: Pick<NoticeReader, 'awards' | 'unreached'>) =>
      update(who, {
        update: `SET ${IDENTIFIED}${awards ? ', awards = :awards' : ''}${unreached ? ', unreached = :unreached' : ''}`,
        values: {
          ...identified(who),
          ...(awards && { ':awards': awards }),
          ...(unreached && { ':unreached': unreached }),
        },
      }),

    /** Claims an award that is told at once, and opens the window. False while it is open, or when the award was told. */
    open: (claim: Claim, who: Who, { now, until }: { now: Date; until: Date }) =>
      wins(table, ...claimWrites(claim), {
        key: keyOf(who),
        update: `SET ${IDENTIFIED}, quietUntil = :until`,
        where: '(attribute_not_exists(quietUntil) OR quietUntil <= :now) AND attribute_not_exists(digestId)',
        values: { ...identified(who), ':until': until.toISOString(), ':now': now.toISOString() },
      }),

    /** Gathers an award for the next digest. False when it was gathered, or told, before. */
    gather: (claim: Claim, { programId, employeeId }: Who, awardId: string) =>
      wins(table, ...claimWrites({ ...claim, state: 'gathered' }), {
        put: { ...keys.gatheredAward(programId, employeeId, awardId), entity: 'GatheredAward', awardId },
      }),

    /**
     * Sees to it that a digest is due by then. Called after something was gathered: whoever looks for what is gathered, and
     * finds nothing, disarms only if it was marked as idle before that look and is so still.
     */
    arm: (who: Who, dueOf: (reader: NoticeReader | undefined) => Date, newsAt?: Date) =>
      decideAgain(async () => {
        const reader = await table.get(keyOf(who), NoticeReader);
        const { waitingSince, idle } = reader ?? {};
        const due = dueOf(reader);
        const isArmed = waitingSince !== undefined && !idle && waitingSince <= due.toISOString();
        if (isArmed && newsAt === undefined) return;
        const at = waitingSince !== undefined && !idle && isArmed ? waitingSince : due.toISOString();
        const news = newsAt ? ', newsAt = :news' : '';
        const armed = await update(who, {
          update: `SET ${IDENTIFIED}, ${WAITING_FOR} = :for, ${WAITING_SINCE} = :due${news} REMOVE idle`,
          where: `attribute_not_exists(${WAITING_SINCE}) OR ${WAITING_SINCE} >= :due OR attribute_exists(idle)`,
          values: {
            ...identified(who),
            ':for': waitingFor.digests(),
            ':due': at,
            ...(newsAt && { ':news': newsAt.toISOString() }),
          },
        });
        // Somebody moved it meanwhile: news must not be lost to that.
        if (!armed) throw new Stale();
      }),

    /** Readers whose digest is due, longest first. */
    due: (now: Date, limit: number) =>
      table.query(
        { pk: waitingFor.digests(), index: indexes.waiting, until: now.toISOString(), limit },
        NoticeReader.pick({ programId: true, employeeId: true }),
      ),

    gathered: async ({ programId, employeeId }: Who): Promise<string[]> => {
      const query = { ...keys.gathered(programId, employeeId), limit: LARGEST_DIGEST };
      return (await table.query(query, Gathered)).map(({ awardId }) => awardId);
    },

    /** Begins a digest of what is gathered. False when another run did. */
    begin: (reader: NoticeReader, digest: Digest, newToken: string) =>
      wins(
        table,
        {
          put: {
            ...keys.digest(reader.programId, reader.employeeId, digest.digestId),
            entity: 'Digest',
            ...digest,
            expiresAt: Math.floor(Date.parse(digest.at) / 1000) + DIGEST_DAYS * 86_400,
          },
          ...isNew,
        },
        {
          key: keyOf(reader),
          update: `SET digestId = :digest${reader.token ? '' : ', #token = :token'}`,
          where: `attribute_not_exists(digestId)${reader.token ? '' : ' AND attribute_not_exists(#token)'}`,
          ...(!reader.token && { names: { '#token': 'token' } }),
          values: { ':digest': digest.digestId, ...(!reader.token && { ':token': newToken }) },
        },
        ...(reader.token ? [] : [unsubscribeWrite(reader, newToken)]),
      ),

    /** What was gathered for a digest is told. Any number of times, also when the next one has begun. */
    async finish(
      who: Who,
      { digestId, awardIds, newsAt }: Digest,
      { quietUntil, next }: { quietUntil: Date; next: Date },
    ) {
      for (let at = 0; at < awardIds.length; at += TRANSACTION) {
        const told = awardIds.slice(at, at + TRANSACTION);
        await table.transact(
          told.map((id) => ({ key: keys.gatheredAward(who.programId, who.employeeId, id), remove: true as const })),
        );
      }
      if (newsAt) {
        await update(who, { update: 'REMOVE newsAt', where: 'newsAt = :told', values: { ':told': newsAt } });
      }
      await update(who, {
        update: `SET ${WAITING_SINCE} = :next, quietUntil = :quiet REMOVE digestId, idle`,
        where: 'digestId = :digest',
        values: { ':digest': digestId, ':next': next.toISOString(), ':quiet': quietUntil.toISOString() },
      });
    },

    /** Looks again then. */
    putOff: (who: Who, next: Date) =>
      update(who, {
        update: `SET ${WAITING_SINCE} = :next`,
        where: `attribute_exists(${WAITING_SINCE})`,
        values: { ':next': next.toISOString() },
      }),

    /** Nothing is gathered: looked at once more, and then no longer. See `arm`. */
    rest: (reader: NoticeReader, next: Date) =>
      reader.idle
        ? update(reader, {
            update: `REMOVE ${WAITING_FOR}, ${WAITING_SINCE}, idle`,
            where: 'attribute_exists(idle) AND attribute_not_exists(digestId)',
          })
        : update(reader, {
            update: `SET idle = :idle, ${WAITING_SINCE} = :next`,
            where: 'attribute_not_exists(digestId)',
            values: { ':idle': true, ':next': next.toISOString() },
          }),

    /** Notices that did not arrive, of which those who answer for the program have not been told. */
    news: (limit: number) => table.query({ pk: waitingFor.noticeNews(), index: indexes.waiting, limit }, News),
    forget: ({ claimId }: z.infer<typeof News>) => table.transact([{ key: keys.noticeNews(claimId), remove: true }]),

    /** Whose mails this link stops. */
    ofToken: (token: string) => table.get(keys.unsubscribe(hashOf(token)), Subscribed),
  };
};

const IDENTIFIED = 'entity = :entity, programId = :program, employeeId = :employee';
const identified = ({ programId, employeeId }: Who) => ({
  ':entity': 'NoticeReader',
  ':program': programId,
  ':employee': employeeId,
});

const unsubscribeWrite = ({ programId, employeeId }: Who, token: string): Write => ({
  put: { ...keys.unsubscribe(hashOf(token)), entity: 'Unsubscribe', programId, employeeId },
  ...isNew,
});
