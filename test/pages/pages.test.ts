/** Every page, in both languages, can be used by everybody: WCAG 2.2 AA as far as a machine can tell. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, BY_LAYOUT, launch, NARROW, openPage, signIn, WIDE } from './browser.ts';
import { bringAbout, type District, EARNERS, openDistrict } from './district.ts';
import { focusProblems, forcedColorsProblems, reflowProblems, targetProblems } from './measures.ts';
import type { Stop } from './stops/stop.ts';
import { tour } from './tour.ts';

let district: District;
let browser: Browser;

beforeAll(async () => {
  [district, browser] = await Promise.all([openDistrict(EARNERS), launch()]);
  await bringAbout(district);
});
afterAll(async () => {
  await browser?.close();
  await district?.played.close();
});

/** Whoever signed in once stays signed in: the sign-in costs more than a second, and has tests of its own. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

const broughtUp = async ({ language, as, path, act }: Stop): Promise<Page> => {
  const name = as?.(district);
  const session = name === undefined ? undefined : sessions.get(name);
  const page = await openPage(browser, { locale: language, ...(session && { storageState: session }) });
  const where = await path(district);
  if (name === undefined || session) await page.goto(`${district.apiUrl}${where}`);
  else {
    await signIn(page, district.apiUrl, name, where);
    sessions.set(name, await page.context().storageState());
  }
  await act?.(page, district);
  return page;
};

/** For whoever wants to look at them: `PAGES_SHOWN_IN=/tmp/pages npx vitest run --project pages`. */
const show = async (page: Page, name: string) => {
  const folder = process.env.PAGES_SHOWN_IN;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    const file = `${name.replaceAll(/\W+/g, '-')}.${viewport.width}.png`;
    await page.screenshot({ path: join(folder, file), fullPage: true });
  }
};

describe('everybody can use the page', () => {
  it.each(tour.map((stop) => [stop.name, stop] as const))('%s', async (name, stop) => {
    const page = await broughtUp(stop);
    await show(page, name);
    expect(await page.locator('html').getAttribute('lang')).toBe(stop.language);
    // A browser without fonts would draw text of no size, and nothing could be wrong with it.
    expect((await page.locator('h1').boundingBox())?.height).toBeGreaterThan(20);
    expect(await page.content()).not.toMatch(/<script|\son\w+=|javascript:/i);
    const problems = {
      axe: await axeFindings(page),
      reflow: await reflowProblems(page),
      targets: await targetProblems(page),
      'forced colors': await forcedColorsProblems(page),
      focus: await focusProblems(page),
    };
    await page.setViewportSize(NARROW);
    expect({ ...problems, 'axe at 320 px': await axeFindings(page, BY_LAYOUT) }).toEqual({
      ...{ axe: [], reflow: [], targets: [], 'forced colors': [], focus: [] },
      'axe at 320 px': [],
    });
    await page.context().close();
  });
});
