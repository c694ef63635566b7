import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SubmissionPost } from '../../functions/intake/submission-post.ts';
import { readProgramFile } from '../../functions/programs/program-file.ts';

const textOf = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
const wordsOf = (text: string) => text.split(/\s+/u).filter(Boolean).length;

const read = readProgramFile(JSON.parse(textOf('future-ready-teachers.json')));
if (!read.ok) throw new Error(JSON.stringify(read.errors, null, 2));
const { program } = read;

describe('the example program', () => {
  test('is published, with owner, deputy and sponsor three people', () => {
    expect(program.status).toBe('published');
    expect(new Set([program.owner, program.deputy, program.sponsor]).size).toBe(3);
  });

  test('has nine people in the roles that the path needs', () => {
    const { members } = program;
    expect(members).toHaveLength(9);
    const holding = (role: string) => members.filter((member) => (member.roles as string[]).includes(role));
    expect(holding('reviewer')).toHaveLength(2);
    expect(holding('finance')).toHaveLength(1);
    expect(holding('earner').length).toBeGreaterThanOrEqual(2);
    expect(holding('owner').map((member) => member.employeeId)).toEqual([program.owner, program.deputy]);
    expect(holding('administrator').filter((member) => member.schools)).toHaveLength(1);
    expect(members.find((member) => member.employeeId === program.sponsor)?.roles).toEqual([]);
    expect(members.filter((member) => member.language === 'es')).toHaveLength(2);
    expect(members.filter((member) => member.name.includes('ñ'))).toHaveLength(1);
    expect(members.filter((member) => member.naming === 'never')).toHaveLength(1);
    expect(members.some((member) => member.addresses.length > 1)).toBe(true);
  });

  test('has three badges in two tiers, the first attainable in hours', () => {
    expect(program.badges.length).toBeGreaterThanOrEqual(3);
    expect(new Set(program.badges.map((badge) => badge.tier))).toEqual(new Set([1, 2]));
    for (const badge of program.badges) if (badge.tier === 1) expect(badge.hours).toBeLessThanOrEqual(5);
  });

  test.each(program.badges.map((badge) => [badge.id, badge] as const))(
    '%s asks for evidence and says how it is judged',
    (_id, badge) => {
      expect(badge.rubric.length).toBeGreaterThanOrEqual(3);
      expect(badge.rubric.length).toBeLessThanOrEqual(5);
      for (const criterion of badge.rubric) expect(criterion.levels).toHaveLength(3);
      expect(badge.requirements.some((requirement) => requirement.type === 'file')).toBe(true);
      const reflection = badge.requirements.find((requirement) => requirement.type === 'reflection');
      expect(reflection?.words.min).toBeGreaterThanOrEqual(150);
      expect(reflection?.words.max).toBeLessThanOrEqual(400);
      expect(reflection?.public).toBe('never');
      expect(badge.research.length).toBeGreaterThanOrEqual(1);
      expect(badge.research.length).toBeLessThanOrEqual(3);
    },
  );

  test('names no host but reserved ones and those of published references', () => {
    const hosts = [...textOf('future-ready-teachers.json').matchAll(/https?:\/\/([^/"]+)/g)].map(
      (match) => match[1] ?? '',
    );
    const outside = new Set(hosts.filter((host) => !host.endsWith('.example')));
    expect([...outside].toSorted()).toEqual(['doi.org', 'udlguidelines.cast.org', 'www.w3.org']);
    for (const member of program.members) for (const address of member.addresses) expect(address).toMatch(/\.example$/);
  });
});

describe('the example submission', () => {
  const post = SubmissionPost.parse(JSON.parse(textOf('submission.json')));
  const badge = program.badges.find((each) => each.id === post.data.badge);

  test('comes from an earner of the program and answers every requirement by its type', () => {
    const { earner, evidence } = post.data;
    const sender = program.members.find((member) => 'employeeId' in earner && member.employeeId === earner.employeeId);
    expect(sender?.roles).toContain('earner');
    expect(evidence.map(({ requirement, type }) => [requirement, type])).toEqual(
      badge?.requirements.map(({ id, type }) => [id, type]),
    );
  });

  test('offers to the public only what the badge allows', () => {
    const shareable = post.data.evidence.filter((item) => item.shareable).map((item) => item.requirement);
    const allowed = badge?.requirements.filter((each) => each.public !== 'never').map((each) => each.id);
    expect(shareable.length).toBeGreaterThan(0);
    expect(allowed).toEqual(expect.arrayContaining(shareable));
  });

  test('has a reflection of 200 to 300 words, which the badge takes', () => {
    const reflection = post.data.evidence.find((item) => item.type === 'reflection');
    const words = wordsOf(reflection?.text ?? '');
    expect(words).toBeGreaterThanOrEqual(200);
    expect(words).toBeLessThanOrEqual(300);
  });

  const broken = (change: (data: { [key: string]: unknown }) => void) => {
    const copy = JSON.parse(textOf('submission.json'));
    change(copy.data);
    return SubmissionPost.safeParse(copy).success;
  };

  test.each<[string, (data: { [key: string]: unknown }) => void]>([
    ['no privacy statement', (data) => delete data.privacyStatement],
    ['a privacy statement that says no', (data) => Object.assign(data, { privacyStatement: false })],
    ['no evidence', (data) => Object.assign(data, { evidence: [] })],
    [
      'a link without address',
      (data) => Object.assign(data, { evidence: [{ requirement: 'plan', type: 'link', text: 'see drive' }] }),
    ],
    [
      'an address that a browser would run',
      (data) => Object.assign(data, { evidence: [{ requirement: 'plan', type: 'link', url: 'javascript:alert(1)' }] }),
    ],
    [
      'a reflection without text',
      (data) => Object.assign(data, { evidence: [{ requirement: 'r', type: 'reflection', url: 'https://a.example' }] }),
    ],
    [
      'an observation without anything',
      (data) => Object.assign(data, { evidence: [{ requirement: 'o', type: 'observation' }] }),
    ],
    ['nobody', (data) => Object.assign(data, { earner: {} })],
  ])('would be refused with %s', (_what, change) => expect(broken(change)).toBe(false));

  test('may name the earner by e-mail, and may carry fields of the sender', () => {
    expect(
      broken((data) => Object.assign(data, { earner: { email: 'Anna.Castaneda@cedarhollow.example' }, formId: 7 })),
    ).toBe(true);
  });
});
