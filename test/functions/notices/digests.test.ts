/** Award notices that come alone, in a burst, or once a day: no award is missing in the end, and none is told twice. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellEarner } from '../../../functions/notices/tell/tell-earner.ts';
import { minutesLater, openDesk, start } from './desk.ts';
import { credentialId, type District, occasionOf, people, programId } from './district.ts';
import { Died, type Fate } from './recording-mailer.ts';

const [principal = ''] = people.principal.addresses;
const [owner = ''] = people.owner.addresses;
const alone: Partial<District> = { administrators: [people.principal.employeeId] };
const who = { programId, employeeId: people.principal.employeeId };

const signed = (awardId: string) => ({
  metadata: { id: randomUUID(), version: 1, time: start.toISOString(), programId, correlationId: 'c' },
  data: { awardId, credentialId, badgeId: 'retrieval-practice', earnerId: 'E-1203' },
});

/** A desk with one administrator; `awards` come at its present time, several at once. */
const openOffice = async (fateOf?: (nth: number) => Fate, changes: Partial<District> = alone) => {
  const desk = await openDesk(changes, (_mail, nth) => fateOf?.(nth) ?? 'sent');
  const award = (awardId: string) => desk.tellAdministrators(signed(awardId));
  return {
    ...desk,
    award,
    awards: (count: number) =>
      inBatches(
        Array.from({ length: count }, () => randomUUID()),
        award,
      ),
    async at(minutes: number) {
      desk.clock.now = minutesLater(minutes);
      await desk.sendDigests(desk.clock.now);
    },
    /** How many awards each mail to that address told of. */
    told: (address: string) =>
      desk.sent.filter(({ to }) => to.address === address).map(({ subject }) => countIn(subject)),
  };
};

/** As a queue of ten and two functions do. */
const inBatches = async <Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>, size = 20) => {
  for (let at = 0; at < items.length; at += size) await Promise.all(items.slice(at, at + size).map(work));
};
const countIn = (subject: string) => Number(/^(\d+) badges/.exec(subject)?.[1] ?? 1);

describe('award notices', () => {
  it('of an award alone come at once, and nothing follows', async () => {
    const office = await openOffice();
    await office.awards(1);
    expect(office.told(principal)).toEqual([1]);
    for (const minutes of [5, 10, 20, 30, 60, 600]) await office.at(minutes);
    expect(office.told(principal)).toEqual([1]);
    expect(office.sent[0]?.unsubscribe).toBeUndefined();
  });

  it('of five hundred within minutes come as two mails that tell of all', async () => {
    const office = await openOffice();
    const ids = Array.from({ length: 500 }, () => randomUUID());
    await inBatches([...ids, ...ids.slice(0, 50)], office.award);
    await office.at(5);
    expect(office.told(principal)).toEqual([1]);
    await office.at(10);
    expect(office.told(principal)).toEqual([1, 499]);
    expect(office.sent[1]?.text).toContain('And 449 more');
    for (const minutes of [15, 20, 30, 60]) await office.at(minutes);
    await inBatches(ids.slice(0, 40), office.award);
    for (const minutes of [65, 75, 600]) await office.at(minutes);
    expect(office.told(principal)).toEqual([1, 499]);
  }, 180_000);

  it('come once a day where the program says so, and for whoever chose it; not at all for whoever stopped them', async () => {
    const office = await openOffice(undefined, { ...alone, awardNotices: 'daily' });
    await office.awards(3);
    await office.at(119);
    expect(office.sent).toEqual([]);
    await office.at(120);
    await office.at(125);
    expect(office.told(principal)).toEqual([3]);
    await office.noticeReaders.choose(who, { awards: 'off' });
    expect(await office.noticeReaders.get(who.programId, who.employeeId)).not.toHaveProperty('unreached');
    await office.awards(2);
    for (const minutes of [200, 1600, 3100]) await office.at(minutes);
    expect(office.told(principal)).toEqual([3]);
  });

  it('that wait are told to nobody who has lost the right, or stopped them, meanwhile', async () => {
    const office = await openOffice();
    await office.awards(3);
    office.people.administrators = [];
    await office.at(10);
    expect(office.told(principal)).toEqual([1]);
  });
});

describe('a digest', () => {
  it('carries the headers of a one-click unsubscription, by a link that stays the same', async () => {
    const office = await openOffice();
    await office.awards(3);
    await office.at(10);
    await office.awards(3);
    await office.at(20);
    const [, one, other] = office.sent;
    expect(one?.unsubscribe).toMatch(/^https:\/\/badges\.cedarhollow\.example\/unsubscribe\/[\w-]{22}$/);
    expect(other?.unsubscribe).toBe(one?.unsubscribe);
    const token = one?.unsubscribe?.split('/').at(-1) ?? '';
    expect(await office.noticeReaders.ofToken(token)).toEqual(who);
    expect(await office.noticeReaders.ofToken('guessed')).toBeUndefined();
  });

  it.each(['dies-before', 'dies-after'] as const)(
    'whose run %s is settled, and the next one waits for it',
    async (fate) => {
      const office = await openOffice((nth) => (nth === 2 ? fate : 'sent'));
      await office.awards(4);
      await expect(office.at(10)).rejects.toMatchObject({ code: 'digests-failed' });
      const before = office.sent.length;
      await office.award(randomUUID());
      if (fate === 'dies-after') await office.sesSays('Email Sent', office.sent[1] ?? { tags: {} });
      await office.settle(minutesLater(40));
      for (const minutes of [41, 50, 60, 70]) await office.at(minutes);
      expect(before).toBe(fate === 'dies-after' ? 2 : 1);
      expect(office.told(principal)).toEqual([1, 3, 1]);
    },
  );

  it('tells owner and deputy, once a day, of members who cannot be reached, and administrators nothing of it', async () => {
    const office = await openOffice((nth) => (nth === 1 ? { outcome: 'refused', reason: 'x' } : 'sent'));
    await office.tell(occasionOf('returned'));
    await office.awards(2);
    await office.at(5);
    await office.at(120);
    await office.at(130);
    const to = office.sent.filter(({ subject }) => subject.includes('cannot be reached'));
    expect(to.map(({ to: { address } }) => address).sort()).toEqual([owner, people.deputy.addresses[0]].sort());
    expect(to[0]?.text).toContain(`${people.earner.name}: the mail service refused a notice`);
    expect(to[0]?.unsubscribe).toBeDefined();
    for (const minutes of [1600, 3100, 4600]) await office.at(minutes);
    expect(office.sent.filter(({ subject }) => subject.includes('cannot be reached'))).toHaveLength(2);
  });

  it('that does not arrive is no news of its own: nobody is told of it by another, day after day', async () => {
    const gone = (address: string) => people.owner.addresses.includes(address);
    const office = await openOffice(undefined, alone);
    for (const address of [...people.owner.addresses, ...people.earner.addresses])
      await office.suppressions.suppress(address, 'bounced', { at: start, sentAt: start });
    await office.tell(occasionOf('returned'));
    for (const day of [0, 1, 2, 3, 4]) for (const minutes of [119, 121, 130]) await office.at(day * 1440 + minutes);
    expect(office.sent.map(({ to: { address } }) => [address, gone(address)])).toEqual([
      [people.deputy.addresses[0], false],
    ]);
  });

  it('of awards repeats nothing of who cannot be reached: that comes with its news', async () => {
    const office = await openOffice(undefined, { administrators: [people.owner.employeeId] });
    for (const address of people.earner.addresses)
      await office.suppressions.suppress(address, 'bounced', { at: start, sentAt: start });
    await office.tell(occasionOf('returned'));
    await office.awards(3);
    await office.at(10);
    await office.awards(3);
    await office.at(20);
    const mails = office.sent.filter(({ to }) => to.address === owner);
    expect(mails.map(({ text }) => text.includes('no address'))).toEqual([false, true, false]);
  });
});

/** What happens to the office, in any order. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('awards' as const),
        ids: fc.array(fc.nat(11), { minLength: 1, maxLength: 6 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('minutes' as const),
        minutes: fc.integer({ min: 1, max: 15 }),
        runs: fc.integer({ min: 1, max: 2 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('chooses' as const),
        awards: fc.constantFrom('immediate' as const, 'daily' as const),
      }),
    },
  ),
  { minLength: 3, maxLength: 12 },
);

/** Every n-th write of the table fails, before or after it is done; the run that made it goes no further. */
const failEvery = ({ faults }: Awaited<ReturnType<typeof openOffice>>, nth: number, moment: 'before' | 'after') => {
  let writes = 0;
  faults[moment] = () => {
    writes += 1;
    if (writes % nth === 0) throw new Died('a write failed on purpose');
  };
};

/** The awards that the mails to administrators told of, each as often as it was told. */
const awardsIn = async ({ sent, claims, noticeReaders }: Awaited<ReturnType<typeof openOffice>>): Promise<string[]> => {
  const told = sent.map(async ({ tags }) => {
    const occasion = (await claims.get(tags.notice ?? ''))?.occasion;
    if (occasion?.kind === 'award-notice') return [occasion.awardId];
    if (occasion?.kind !== 'digest') return [];
    return (await noticeReaders.digest(programId, occasion.readerId, occasion.digestId))?.awardIds ?? [];
  });
  return (await Promise.all(told)).flat().sort();
};

describe('whatever comes in whichever order, with writes of the table failing at any time', () => {
  it('every award is told once', async () => {
    const failing = fc.record({ nth: fc.integer({ min: 3, max: 30 }), moment: fc.constantFrom('before', 'after') });
    const property = fc.asyncProperty(steps, failing, async (story, { nth, moment }) => {
      const office = await openOffice();
      const ids = Array.from({ length: 12 }, () => randomUUID());
      failEvery(office, nth, moment);
      const { happened, minutes } = await play(office, story, ids);
      office.faults[moment] = undefined;
      // What failed comes again, as its queue sees to, and SES tells of what it sent; then days pass.
      for (const mail of office.sent) await office.sesSays('Email Sent', mail);
      for (const id of happened) await office.award(id);
      for (const days of [0.5, 1, 1.5, 2, 2.5, 3, 4]) {
        await office.settle(minutesLater(minutes + days * 1440));
        await office.at(minutes + days * 1440);
      }
      expect(await awardsIn(office)).toEqual([...happened].sort());
      expect(await office.noticeReaders.gathered(who)).toEqual([]);
      expect(await office.noticeReaders.due(minutesLater(100_000), 10)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 12, seed: 20270301 });
  }, 120_000);
});

type Story = Parameters<Parameters<typeof steps.map>[0]>[0];

const play = async (office: Awaited<ReturnType<typeof openOffice>>, story: Story, ids: readonly string[]) => {
  const happened = new Set<string>();
  let minutes = 0;
  for (const step of story) {
    if (step.kind === 'chooses') {
      await office.noticeReaders.choose(who, { awards: step.awards, unreached: 'off' }).catch(ignored);
    } else if (step.kind === 'minutes') {
      minutes += step.minutes;
      await Promise.all(Array.from({ length: step.runs }, () => office.at(minutes).catch(ignored)));
    } else {
      const awards = step.ids.map((nth) => ids[nth] ?? '');
      for (const id of awards) happened.add(id);
      await Promise.all(awards.map((id) => office.award(id).catch(ignored)));
    }
  }
  return { happened, minutes };
};

const ignored = () => undefined;

/** MAILS=10000 for the full size. */
const MANY = Number(process.env.MAILS ?? 200);

describe(`${MANY} awards, each told of twice and out of order`, () => {
  it('lead to as many mails to earners, and to a handful to their administrator', async () => {
    const office = await openOffice();
    const earnersMail = tellEarner(office);
    const ids = Array.from({ length: MANY }, () => randomUUID());
    const events = [...ids, ...ids].map((id) => ({ id, at: Math.random() })).toSorted((a, b) => a.at - b.at);
    const began = performance.now();
    await inBatches(events, ({ id }) => Promise.all([earnersMail.awarded(signed(id)), office.award(id)]));
    for (let minutes = 10; minutes <= 60; minutes += 10) await office.at(minutes);
    const [earner = ''] = people.earner.addresses;
    const told = await awardsIn(office);
    // Each once in a mail to its earner (its own kind), and once in one to the administrator.
    expect(told).toEqual(ids.toSorted());
    expect(new Set(office.sent.map(({ tags }) => tags.notice)).size).toBe(office.sent.length);
    expect(office.sent.filter(({ to }) => to.address === earner)).toHaveLength(MANY);
    expect(office.told(principal).length).toBeLessThanOrEqual(2 + Math.ceil(MANY / 5000));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${MANY} awards: ${office.sent.length} mails, ${office.told(principal).length} to the administrator, ${seconds} s`,
    );
  }, 900_000);
});
