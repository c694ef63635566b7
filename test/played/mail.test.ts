/** Mail that is accounted for, on the played stack: SES's mailbox simulator bounces and complains by the address it is sent to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoryMember, StoryProgram } from '../../lib/local/story/people.ts';
import { type Letter, lettersOf } from './letters.ts';
import { example, type Played, playStack } from './played-stack.ts';
import { type Visitor, visitor } from './visitor.ts';

let played: Played;
let owner: Visitor;

const teacher = (n: number, address: string): StoryMember => ({
  ...example.members.find(({ roles }: StoryMember) => roles.includes('earner')),
  ...{ employeeId: `S-${n}`, name: `Simulated Teacher${n}`, addresses: [address], roles: ['earner'] },
});
const bounces = teacher(1, 'bounce+1@simulator.amazonses.com');
const complains = teacher(2, 'complaint+2@simulator.amazonses.com');

beforeAll(async () => {
  const program: StoryProgram = { ...example, members: [...example.members, bounces, complains] };
  played = await playStack(0, { program });
  owner = visitor(played.host, played.member('owner').addresses[0]);
});
afterAll(() => played?.close());

const page = () => `${played.local.apiUrl}/programs/${played.program.id}/unreachable`;
const press = (fields: Record<string, string>) =>
  owner.send(page(), {
    method: 'POST',
    headers: { origin: played.local.apiUrl },
    body: new URLSearchParams(fields),
  });
/** The first form that sends a notice to that person again. */
const resending = (text: string, { name }: StoryMember) => {
  const [, section = ''] = text.split(`<h2>${name}</h2>`);
  const value = (field: string) => new RegExp(`name="${field}" value="([^"]*)"`).exec(section)?.[1] ?? '';
  return { act: 'resend', claim: value('claim'), resent: value('resent') };
};
const kindsTo = async (address: string) =>
  (await lettersOf(played.host)).filter(({ to }: Letter) => to === address).map(({ kind }) => kind);

/** Puts the program file with that address for the member. */
const putAddress = async (member: StoryMember, address: string) => {
  const members = played.program.members.map((one) =>
    one.employeeId === member.employeeId ? { ...one, addresses: [address] } : one,
  );
  const { client, local, program } = played;
  await client.call(local.tokens.deployment, 'PUT', `/v1/programs/${program.id}`, { ...program, members });
};

describe('a mail that bounces', () => {
  it('suppresses its address, shows on the member, and is sent again to the new address, once', async () => {
    await played.post(bounces);
    await played.settle();
    const [address = ''] = bounces.addresses;
    const before = await owner.open(page());
    expect(before.text).toContain(bounces.name);
    expect(before.text).toMatch(/It came back\./);
    expect(before.text).toContain(`--email-address ${address}`);

    await played.decide(bounces, 'return');
    await played.settle();
    expect(await kindsTo(address)).toEqual(['submission-received']);
    expect((await owner.open(page())).text).toMatch(/It was not sent: no address takes mail\./);

    await putAddress(bounces, 'teacher.new@cedarhollow.example');
    const { text } = await owner.open(page());
    const fields = resending(text, bounces);
    expect((await press(fields)).status).toBe(303);
    expect((await press(fields)).status).toBe(409);
    await played.settle();
    expect(await kindsTo('teacher.new@cedarhollow.example')).toEqual(['submission-received']);
    const rest = (await owner.open(page())).text;
    await press(resending(rest, bounces));
    await played.settle();
    expect(await kindsTo('teacher.new@cedarhollow.example')).toEqual(['submission-received', 'returned']);
    expect((await owner.open(page())).text).not.toContain(bounces.name);
  }, 120_000);
});

describe('a mail that is marked as spam', () => {
  it('arrived, and is the last that goes there until the owner says so', async () => {
    await played.post(complains);
    await played.settle();
    await played.decide(complains, 'return');
    await played.settle();
    const [address = ''] = complains.addresses;
    expect(await kindsTo(address)).toEqual(['submission-received']);
    const { text } = await owner.open(page());
    expect(text).toMatch(/It arrived, and was marked as spam\./);
    const { claim } = resending(text, complains);
    expect((await press({ act: 'lift', claim, address: 'somebody@else.example' })).status).toBe(404);
    expect((await press({ act: 'lift', claim, address })).status).toBe(303);
    const stranger = visitor(played.host, played.member('reviewer').addresses[0]);
    expect((await stranger.open(page())).status).toBe(403);
    const lifted = (await owner.open(page())).text;
    await press(resending(lifted, complains));
    await played.settle();
    expect(await kindsTo(address)).toEqual(['submission-received', 'returned']);
  }, 120_000);
});
