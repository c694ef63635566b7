/** The work of reviewers, earners, strangers and the owner, from the sign-in to the badge: by keyboard alone, in a browser without scripts. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoryMember } from '../../lib/local/story/people.ts';
import { BADGE } from '../played/played-stack.ts';
import { launch, openPage } from './browser.ts';
import { type District, openDistrict } from './district.ts';

let district: District;
let browser: Browser;
let earner: StoryMember;
let [reviewer, teacher]: Page[] = [];

const NO_SCRIPT = { javaScriptEnabled: false };

beforeAll(async () => {
  [district, browser] = await Promise.all([openDistrict(1), launch()]);
  earner = district.played.earner(0);
  [reviewer, teacher] = [await openPage(browser, NO_SCRIPT), await openPage(browser, NO_SCRIPT)];
});
afterAll(async () => {
  await browser?.close();
  await district?.played.close();
});

const pages = () => {
  if (!reviewer || !teacher) throw new Error('There is no browser.');
  return { reviewer, teacher };
};

const hasFocus = (target: Locator) => target.evaluate((element) => element.ownerDocument.activeElement === element);

/** Presses Tab until that one element has the focus. */
const tabToThe = async (page: Page, target: Locator) => {
  for (let step = 0; step < 80; step++) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}.`);
};

const tabTo = (page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp) =>
  tabToThe(page, page.getByRole(role, { name }));

/** As a person does: goes there, presses Enter, and waits for the next page. */
const follow = async (page: Page, role: 'link' | 'button', name: string | RegExp) => {
  await tabTo(page, role, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

const type = async (page: Page, name: string, text: string) => {
  await tabTo(page, 'textbox', name);
  await page.keyboard.type(text);
};

const rubric = () => district.played.program.badges.find(({ id }) => id === BADGE)?.rubric ?? [];

/** Opens the queue, starts the review, and chooses a level in every criterion: the first, or so many arrows further down. */
const judge = async (page: Page, arrows: number) => {
  await page.goto(`${district.apiUrl}/programs/${district.programId}/submissions`);
  if (page.url().startsWith(district.played.host.issuerUrl)) await follow(page, 'button', /^Priya/);
  await follow(page, 'link', new RegExp(earner.name));
  await follow(page, 'button', 'Start the review');
  for (const { name } of rubric()) {
    const group = page.getByRole('group', { name });
    while (!(await hasFocus(group.getByRole('radio').first()))) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let arrow = 0; arrow < arrows; arrow++) await page.keyboard.press('ArrowDown');
    expect(await group.getByRole('radio').nth(arrows).isChecked()).toBe(true);
  }
};

const opened = async (page: Page, path: string) => {
  await page.goto(`${district.apiUrl}${path}`);
  return page.locator('main');
};

describe('by keyboard alone, without a script', () => {
  it('a reviewer signs in, finds the submission, judges every criterion, and returns it with a comment', async () => {
    const page = pages().reviewer;
    await district.played.post(earner);
    await district.played.settle();
    await judge(page, 0);
    await tabTo(page, 'radio', /^Approve/);
    await page.keyboard.press('ArrowDown');
    await type(page, 'Comment for the earner', 'Show us one more example.');
    await follow(page, 'button', 'Send the decision');
    expect(await page.locator('main').textContent()).toContain('Returned with comments');
  });

  it('is told what is missing, and is led to it', async () => {
    const page = pages().reviewer;
    await district.played.settle();
    await district.played.post(earner);
    await district.played.settle();
    await judge(page, 1);
    await follow(page, 'button', 'Send the decision');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await hasFocus(page.getByRole('alert'))).toBe(true);
    await tabTo(page, 'link', 'Choose a decision');
    await page.keyboard.press('Enter');
    await tabTo(page, 'radio', /^Approve/);
  });

  it('the earner signs in and reads what the reviewer said', async () => {
    const page = pages().teacher;
    await page.goto(`${district.apiUrl}${await district.submissionOf(earner)}`);
    await follow(page, 'button', new RegExp(`^${earner.name}`));
    expect(await page.locator('main').textContent()).toContain('Show us one more example.');
    expect(await page.locator('main').textContent()).toContain('Attempt 2');
  });

  it('the reviewer approves the second attempt', async () => {
    const page = pages().reviewer;
    expect(await hasFocus(page.getByRole('radio', { name: /^Approve/ }))).toBe(true);
    await page.keyboard.press('Space');
    await tabTo(page, 'checkbox', /^I made sure/);
    await page.keyboard.press('Space');
    await follow(page, 'button', 'Send the decision');
    expect(await page.locator('main').textContent()).toContain('Approved');
  });

  it('the earner opens the private link, signs in to share the badge, and takes it back', async () => {
    await district.played.settle();
    const { path, key } = await district.credentialOf(earner);
    const [page, stranger] = [await openPage(browser, NO_SCRIPT), await openPage(browser, NO_SCRIPT)];
    await opened(page, `${path}?key=${key}`);
    await follow(page, 'link', 'Sign in to share');
    await follow(page, 'button', new RegExp(`^${earner.name}`));
    await follow(page, 'button', 'Share this badge');
    expect(await (await opened(stranger, path)).textContent()).toContain('Retrieval Practice');
    await follow(page, 'button', 'Stop sharing this badge');
    expect(await (await opened(stranger, path)).textContent()).toContain('cannot be found');
  });

  it('the earner shares it again, and switches the name on', async () => {
    const { path } = await district.credentialOf(earner);
    const page = pages().teacher;
    await opened(page, path);
    await follow(page, 'button', 'Share this badge');
    await follow(page, 'link', 'Decide what others see of you');
    await follow(page, 'button', 'Show my name and school');
    const stranger = await openPage(browser, NO_SCRIPT);
    expect(await (await opened(stranger, path)).textContent()).toContain(`Awarded to ${earner.name}`);
  });

  it('a stranger reports a concern about it', async () => {
    const { path } = await district.credentialOf(earner);
    const page = await openPage(browser, NO_SCRIPT);
    await opened(page, path);
    await follow(page, 'link', 'Report a concern');
    await follow(page, 'button', 'Report it');
    expect(await hasFocus(page.getByRole('alert'))).toBe(true);
    await tabTo(page, 'radio', 'A student can be identified');
    await page.keyboard.press('Space');
    await type(page, 'What did you see, and where?', 'A face, in the second picture.');
    await follow(page, 'button', 'Report it');
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  });

  it('a stranger checks it by its text', async () => {
    const { path } = await district.credentialOf(earner);
    const page = await openPage(browser, NO_SCRIPT);
    const file = await page.request.get(`${district.apiUrl}${path}.json`);
    await opened(page, '/verify');
    await tabTo(page, 'textbox', 'The text of the badge');
    await page.keyboard.insertText(await file.text());
    await follow(page, 'button', 'Check this badge');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This badge is real and valid');
  });

  it('the owner revokes it, once it is said why', async () => {
    const { path } = await district.credentialOf(earner);
    const page = await openPage(browser, NO_SCRIPT);
    await page.goto(`${district.apiUrl}/sign-in?return=${encodeURIComponent(path)}`);
    await follow(page, 'button', /^Ruth/);
    await tabToThe(page, page.locator('summary', { hasText: 'Revoke this badge' }));
    await page.keyboard.press('Enter');
    await follow(page, 'button', 'Revoke for good');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await hasFocus(page.getByRole('alert'))).toBe(true);
    await type(page, 'Why is it revoked?', 'The evidence was of another class.');
    await tabTo(page, 'checkbox', /^I know/);
    await page.keyboard.press('Space');
    await follow(page, 'button', 'Revoke for good');
    expect(await page.locator('main').textContent()).toContain('The evidence was of another class.');
    const stranger = await openPage(browser, NO_SCRIPT);
    const seen = await (await opened(stranger, path)).textContent();
    expect(seen).toContain('Revoked on');
    expect(seen).not.toContain('another class');
  });

  it('the owner says whose a post in quarantine is, replays it, and sets another aside', async () => {
    const from = { employeeId: 'E-404' };
    for (const data of [{}, { badge: 'no-such-badge' }])
      await district.played.post({ ...earner, ...from }, undefined, data);
    const page = await openPage(browser, NO_SCRIPT);
    const path = `/programs/${district.programId}/quarantine`;
    await page.goto(`${district.apiUrl}/sign-in?return=${encodeURIComponent(path)}`);
    await follow(page, 'button', /^Ruth/);
    await tabToThe(page, page.getByRole('link', { name: 'Nobody in the program has' }).first());
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await follow(page, 'button', 'Keep this earner');
    expect(await hasFocus(page.getByRole('alert'))).toBe(true);
    await type(page, 'Employee id of the earner', district.member('Joaquín').employeeId);
    await follow(page, 'button', 'Keep this earner');
    await follow(page, 'button', 'Replay it');
    await page.getByRole('heading', { name: 'It became a submission' }).waitFor();
    await follow(page, 'link', 'All that waits');
    await follow(page, 'button', 'Replay all');
    expect(await page.getByRole('status').textContent()).toContain('1 post still waits');
    await follow(page, 'link', 'Nobody in the program has');
    await tabToThe(page, page.locator('summary', { hasText: 'Set it aside for good' }));
    await page.keyboard.press('Enter');
    await tabTo(page, 'radio', 'The same evidence was sent twice');
    await page.keyboard.press('Space');
    await follow(page, 'button', 'Set aside for good');
    await page.getByRole('heading', { name: 'It was set aside for good' }).waitFor();
  });

  it('whoever is signed in signs out', async () => {
    const page = pages().teacher;
    await follow(page, 'link', 'Sign out');
    await follow(page, 'button', 'Sign out');
    // By way of this machine's sign-in service, which without a script asks for one press of its own.
    await page.getByRole('heading', { name: 'Signing out' }).waitFor();
    await follow(page, 'button', 'Sign out');
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  });
});
