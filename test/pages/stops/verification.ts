/** The page on which anybody checks a badge. */
import type { Page } from 'playwright-core';
import type { District } from '../district.ts';
import { credential, EN, ES, type Stop, send } from './stop.ts';

/** Hands in the shared badge as text, as it is or changed. */
const handIn = (change: (text: string) => string) => async (page: Page, district: District) => {
  const file = await page.request.get(`${district.apiUrl}${await credential('shared')(district)}.json`);
  await page.locator('#text').fill(change(await file.text()));
  await send(page);
};

export const verification: Stop[] = [EN, ES].flatMap(({ language }) => [
  { name: `check (${language})`, language, path: () => '/verify' },
  { name: `check of nothing (${language})`, language, path: () => '/verify', act: send },
  { name: `check of a good badge (${language})`, language, path: () => '/verify', act: handIn((text) => text) },
  {
    name: `check of an altered badge (${language})`,
    ...{ language, path: () => '/verify' },
    act: handIn((text) => text.replace('Retrieval Practice', 'Retrieval Practices')),
  },
]);
