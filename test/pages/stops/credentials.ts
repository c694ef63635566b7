/** A badge that was awarded, whoever looks; what its earner shows of themselves; and what is reported of it. */
import type { Page } from 'playwright-core';
import { credentialPage } from '../../../functions/credentials/pages/credential-page.ts';
import { type District, earnerOf } from '../district.ts';
import { credential, EN, ES, earner, OWNER, REVIEWER, SPANISH_EARNER, type Stop, send } from './stop.ts';

/** Badges of the example have no end date: a shared one, as its page will be if it had. */
const showExpired = async (page: Page, district: District) => {
  const { credential } = await district.credentialOf(earnerOf(district, 'shared'));
  const document = { ...credential.document, validUntil: '2027-01-01T00:00:00Z' };
  const rights = { reason: undefined, mayWithhold: false, mayRevoke: false };
  const view = { language: 'en', credential: { ...credential, document }, as: 'public', rights } as const;
  const program = undefined;
  const now = new Date('2040-01-01T00:00:00Z');
  await page.setContent(credentialPage({ ...view, earner: undefined, key: undefined, program, now }));
};

export const credentials: Stop[] = [
  {
    name: 'badge awarded, by its private link',
    ...EN,
    async path(district) {
      const { path, key } = await district.credentialOf(earnerOf(district, 'awarded'));
      return `${path}?key=${key}`;
    },
  },
  { name: 'badge awarded, for its earner', ...earner('awarded'), path: credential('awarded') },
  { name: 'badge awarded, for its earner, shared', ...earner('shared'), path: credential('shared') },
  { name: 'badge awarded, shared', ...EN, path: credential('shared') },
  { name: 'badge awarded, shared, in Spanish', ...ES, path: credential('shared') },
  { name: 'badge awarded, not shared', ...EN, path: credential('awarded') },
  { name: 'badge awarded, with the name', ...EN, path: credential('named') },
  { name: 'badge awarded, with an item withheld, for its earner', ...earner('withheld'), path: credential('withheld') },
  {
    name: 'badge awarded, about to be withheld',
    ...REVIEWER,
    path: credential('shared'),
    act: (page) => page.locator('#evidence summary').first().click(),
  },
  { name: 'badge revoked', ...EN, path: credential('revoked') },
  { name: 'badge revoked, in Spanish', ...ES, path: credential('revoked') },
  { name: 'badge revoked, for its earner', ...earner('revoked'), path: credential('revoked') },
  { name: 'badge revoked, for the owner', ...OWNER, path: credential('revoked') },
  { name: 'badge expired', ...EN, path: credential('shared'), act: showExpired },
  {
    name: 'badge, about to be revoked, with errors',
    ...OWNER,
    path: credential('shared'),
    async act(page) {
      await page.locator('details.card > summary').click();
      await send(page);
    },
  },
];

const profile = ({ programId }: District) => `/programs/${programId}/profile`;
const concern = async (district: District) => `${await credential('shared')(district)}/concern`;

export const shown: Stop[] = [
  { name: 'profile, of whoever shares', ...earner('shared'), path: profile },
  { name: 'profile, of whoever is named', ...earner('named'), path: profile },
  { name: 'profile, in Spanish', ...SPANISH_EARNER, path: profile },
  ...[EN, ES].flatMap(({ language }) => [
    {
      ...{ name: `portfolio (${language})`, language },
      path: (district: District) => district.portfolioOf(earnerOf(district, 'named')),
    },
    { name: `concern (${language})`, language, path: concern },
    { name: `concern with errors (${language})`, language, path: concern, act: send },
  ]),
  {
    name: 'concern, reported',
    ...EN,
    path: concern,
    async act(page) {
      await page.locator('#kind').check();
      await page.locator('#text').fill('A face can be seen in the second picture.');
      await send(page);
    },
  },
];
