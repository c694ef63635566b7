/** The rules of a program file that span its parts. */
import { repeatedAt } from './fields.ts';
import { badgesOf } from './mapping-file.ts';
import { cyclesOf } from './prerequisites.ts';
import type { Complain } from './problem.ts';
import type { ProgramFile } from './program-file.ts';

export const checkProgram = (program: ProgramFile, complain: Complain): void => {
  checkPublishing(program, complain);
  checkOffices(program, complain);
  checkMembers(program, complain);
  checkOwners(program, complain);
  checkBadges(program, complain);
  checkPrerequisites(program, complain);
  checkSources(program, complain);
  for (const at of repeatedAt(program.languages))
    complain(['languages', at], 'duplicate-language', 'Name each language once.');
};

const checkPublishing = (program: ProgramFile, complain: Complain): void => {
  if (program.status !== 'published') return;
  if (program.owner === undefined)
    complain(
      ['owner'],
      'owner-missing',
      'A program without an owner cannot be published. Name one, or keep it a draft.',
    );
  if (program.performanceReview.place === 'required' && program.performanceReview.agreement === undefined)
    complain(
      ['performanceReview', 'agreement'],
      'agreement-missing',
      'What performance review requires must rest on an agreement. Name it, or choose none or informs.',
    );
};

const checkOffices = (program: ProgramFile, complain: Complain): void => {
  const known = new Set(program.members.map((member) => member.employeeId));
  for (const office of ['owner', 'deputy', 'sponsor'] as const) {
    const holder = program[office];
    if (holder !== undefined && !known.has(holder))
      complain([office], 'unknown-member', `No member has the employee id ${holder}. Add the person to members.`);
  }
};

const checkMembers = ({ members }: ProgramFile, complain: Complain): void => {
  for (const at of repeatedAt(members.map((member) => member.employeeId)))
    complain(['members', at, 'employeeId'], 'duplicate-member', 'Two members have this employee id. Keep one entry.');
  const places = members.flatMap((member, of) => member.addresses.map((address, at) => ({ address, of, at })));
  for (const repeated of repeatedAt(places.map((place) => place.address))) {
    const place = places[repeated];
    if (place)
      complain(
        ['members', place.of, 'addresses', place.at],
        'duplicate-address',
        'An address belongs to one member, once.',
      );
  }
  const schools = new Set(members.map((member) => member.school));
  members.forEach((member, of) => {
    member.schools?.forEach((school, at) => {
      if (!schools.has(school))
        complain(['members', of, 'schools', at], 'unknown-school', `No member is at ${school}. Check the spelling.`);
    });
  });
};

/** A role that opens nothing would only look as if it did: what an owner may is tied to the office. */
const checkOwners = (program: ProgramFile, complain: Complain): void =>
  program.members.forEach(({ employeeId, roles }, of) => {
    const at = roles.indexOf('owner');
    if (at === -1 || employeeId === program.owner || employeeId === program.deputy) return;
    complain(
      ['members', of, 'roles', at],
      'role-without-office',
      `${employeeId} has the role owner and is neither owner nor deputy. Name the person as one, or drop the role.`,
    );
  });

const checkBadges = ({ badges, tiers }: ProgramFile, complain: Complain): void => {
  for (const at of repeatedAt(badges.map((badge) => badge.id)))
    complain(['badges', at, 'id'], 'duplicate-badge', 'Give each badge its own id.');
  for (const at of repeatedAt(tiers.map(({ tier }) => String(tier))))
    complain(['tiers', at, 'tier'], 'duplicate-tier', 'Name each tier once.');
  const named = new Set(tiers.map(({ tier }) => tier));
  badges.forEach((badge, of) => {
    if (!named.has(badge.tier))
      complain(['badges', of, 'tier'], 'unnamed-tier', `Tier ${badge.tier} has no name. Add it to tiers.`);
  });
};

const checkPrerequisites = ({ badges }: ProgramFile, complain: Complain): void => {
  const known = new Set(badges.map((badge) => badge.id));
  badges.forEach((badge, of) => {
    badge.prerequisites.forEach((id, at) => {
      if (!known.has(id))
        complain(['badges', of, 'prerequisites', at], 'unknown-badge', `This program has no badge ${id}.`);
    });
  });
  for (const { of, at, through } of cyclesOf(badges))
    complain(
      ['badges', of, 'prerequisites', at],
      'prerequisite-cycle',
      `Nobody could begin: ${through.join(' needs ')}. Take one of them out.`,
    );
};

const checkSources = ({ sources, badges }: ProgramFile, complain: Complain): void => {
  for (const at of repeatedAt(sources.map((source) => source.id)))
    complain(['sources', at, 'id'], 'duplicate-source', 'Give each source its own id.');
  const known = new Map(badges.map((badge) => [badge.id, badge]));
  sources.forEach(({ mapping }, of) => {
    if (!mapping) return;
    for (const { path, badgeId } of badgesOf(mapping))
      if (!known.has(badgeId))
        complain(['sources', of, 'mapping', ...path], 'unknown-badge', `The program has no badge ${badgeId}.`);
    mapping.evidence.forEach(({ requirement, type, badges: only }, at) => {
      const meant = only ? only.flatMap((id) => known.get(id) ?? []) : badges;
      const asked = meant.flatMap(({ requirements }) => requirements).filter(({ id }) => id === requirement);
      if (asked.some((one) => one.type === type)) return;
      const path = ['sources', of, 'mapping', 'evidence', at, asked.length > 0 ? 'type' : 'requirement'];
      const types = [...new Set(asked.map((one) => one.type))].join(' or ');
      if (asked.length > 0) complain(path, 'other-type', `The requirement ${requirement} asks for ${types}.`);
      else complain(path, 'unknown-requirement', `No badge that this is for has a requirement ${requirement}.`);
    });
  });
};
