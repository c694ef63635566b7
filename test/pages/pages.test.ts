import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launch, NARROW, openPage, signIn, WIDE } from './browser.ts';
import { type District, openDistrict } from './district.ts';
import { type Stop, tourOf } from './tour.ts';

let district: District;
let browser: Browser;
let tour: Stop[];

beforeAll(async () => {
  [district, browser] = await Promise.all([openDistrict(8), launch()]);
  tour = await tourOf(district);
});
afterAll(async () => {
  await browser?.close();
  await district?.played.close();
});
it('tour', async () => {
  for (const stop of tour) {
    const t=Date.now();
    const page = await openPage(browser, { locale: stop.language });
    if (stop.as) await signIn(page, district.apiUrl, stop.as, stop.path);
    else await page.goto(district.apiUrl + stop.path);
    await stop.act?.(page);
    const f = await axeFindings(page);
    if (f.length) console.log(stop.name, f);
    for (const [n, v] of Object.entries({ WIDE, NARROW })) {
      await page.setViewportSize(v);
      await page.screenshot({ path: `/tmp/pages/shots/${stop.name}-${n}.png`, fullPage: true });
    }
    const w = await page.evaluate('document.documentElement.scrollWidth');
    if (w !== 320) console.log(stop.name, 'width', w);
    console.log(stop.name, Date.now()-t, await page.title());
    await page.context().close();
  }
}, 300_000);
