/** What a stop of the tour is, and who looks. */
import type { Page } from 'playwright-core';
import { type District, earnerOf } from '../district.ts';

export interface Stop {
  name: string;
  language: 'en' | 'es';
  /** The beginning of the name of whoever looks; nobody is signed in without. */
  as?: (district: District) => string;
  /** Where a sign-in leads to, or where the look begins. */
  path: (district: District) => string | Promise<string>;
  /** What is done there before the page is the one to look at. */
  act?: (page: Page, district: District) => Promise<unknown>;
}

export const REVIEWER = { language: 'en', as: () => 'Priya' } as const;
export const SPANISH_REVIEWER = { language: 'es', as: () => 'Marisol' } as const;
export const OWNER = { language: 'en', as: () => 'Ruth' } as const;
export const SPANISH_EARNER = { language: 'es', as: () => 'Joaquín' } as const;
export const PRINCIPAL = { as: () => 'Gerald' } as const;
/** With the comma that follows a name where one signs in: another name may begin alike. */
export const earner = (fate: string) =>
  ({ language: 'en', as: (district: District) => `${earnerOf(district, fate).name},` }) as const;
export const [EN, ES] = [{ language: 'en' }, { language: 'es' }] as const;

export const submission = (fate: string) => (district: District) => district.submissionOf(earnerOf(district, fate));

export const credential = (fate: string) => async (district: District) =>
  (await district.credentialOf(earnerOf(district, fate))).path;

/** The last form of the page, as it is. */
export const send = (page: Page) => page.locator('main form button').last().click();
