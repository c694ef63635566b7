/** What whoever answers for a program, or administers it, sees of endorsements and of mail. */
import type { Page } from 'playwright-core';
import { unsubscribePage } from '../../../functions/notices/settings/notice-settings-page.ts';
import { type District, ENDORSER, INVITED_ENDORSER } from '../district.ts';
import { EN, ES, OWNER, PRINCIPAL, type Stop } from './stop.ts';

export const endorsements: Stop[] = [
  { name: 'endorsements', ...OWNER, path: ({ programId }) => `/programs/${programId}/endorsements` },
  ...[INVITED_ENDORSER, ENDORSER].map((name) => ({
    ...{ name: `invitation of ${name}`, ...EN },
    async path(district: District) {
      const { path, key } = await district.invitationOf(name);
      return `${path}?key=${key}`;
    },
  })),
];

/** The page behind the link of a digest, before and after the mails were stopped. */
const showUnsubscribe =
  (language: 'en' | 'es', isOff: boolean) =>
  async (page: Page, { played: { program } }: District) => {
    const named = { programId: program.id, name: 'Future-Ready Teachers', languages: ['en' as const] };
    const colors = { primary: '#1f4d3a', accent: '#b45f06' };
    await page.setContent(unsubscribePage({ language, program: { ...named, colors }, token: 'a-token', isOff }));
  };

const unreachable = ({ programId }: District) => `/programs/${programId}/unreachable`;
const settings = ({ programId }: District) => `/programs/${programId}/notices`;

export const notices: Stop[] = [
  { name: 'unreachable', ...OWNER, path: unreachable },
  {
    name: 'unreachable, about to lift',
    ...OWNER,
    path: unreachable,
    act: (page) => page.locator('summary').first().click(),
  },
  { name: 'notice settings', ...EN, ...PRINCIPAL, path: settings },
  { name: 'notice settings, of the owner', ...OWNER, path: settings },
  ...[EN, ES].flatMap(({ language }) =>
    [false, true].map((isOff) => ({
      ...{ name: `unsubscribe (${language}, ${isOff ? 'stopped' : 'asked'})`, language },
      ...{ path: () => '/verify', act: showUnsubscribe(language, isOff) },
    })),
  ),
];
