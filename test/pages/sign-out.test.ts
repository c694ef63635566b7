/** Signing out on a shared computer, in a real browser: here, at the sign-in service, and back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, openPage, signIn } from './browser.ts';
import { type District, openDistrict } from './district.ts';

let district: District;
let browser: Browser;

beforeAll(async () => {
  [district, browser] = await Promise.all([openDistrict(1), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await district?.played.close();
});

it('leaves nobody signed in: the next person is asked who they are', async () => {
  const page = await openPage(browser);
  const status = `${district.apiUrl}/sign-in/status`;
  await signIn(page, district.apiUrl, 'Priya', '/sign-in/status');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(status);
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  expect(await page.getByRole('heading').first().textContent()).toBe('Who are you?');
});
