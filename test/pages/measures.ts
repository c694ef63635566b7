/** What axe does not measure: each answers what is wrong, or nothing. They run in the page, which has no script itself. */
import type { Page } from 'playwright-core';
import { NARROW, WIDE } from './browser.ts';

const describe = '(e) => e.outerHTML.replace(/\\s+/g, " ").slice(0, 120)';

/** Whatever stands out to the right of the window. */
const STANDING_OUT = `[...document.querySelectorAll('body *')]
  .filter((e) => !e.closest('.skip') && e.getBoundingClientRect().right > innerWidth + 1)
  .map(${describe})
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])`;

/** Links in a sentence may be as high as its line (WCAG 2.2, 2.5.8): axe looks at those. */
const SMALL_TARGETS = `[...document.querySelectorAll('button, input:not([type=hidden]), textarea, summary, .button, .masthead a')]
  .filter((e) => e.checkVisibility())
  .filter((e) => { const { width, height } = e.getBoundingClientRect(); return width < 24 || height < 24; })
  .map(${describe})`;

const UNBORDERED = `[...document.querySelectorAll('button, .button, textarea, fieldset, .masthead')]
  .filter((e) => parseFloat(getComputedStyle(e).borderBottomWidth) < 1)
  .map(${describe})`;

/** The element with the focus: visited before, or what is wrong with how it shows. */
const FOCUSED = `(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e.dataset.visited) return e?.dataset.visited ? 'visited' : 'body';
  e.dataset.visited = 'yes';
  const { outlineStyle, outlineWidth } = getComputedStyle(e);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'no visible focus: ' + (${describe})(e);
  const [{ left, right, top, bottom }] = e.getClientRects();
  const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
  const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
  const hit = document.elementFromPoint(x, y);
  return hit && (e.contains(hit) || hit.contains(e)) ? '' : 'focus obscured: ' + (${describe})(e);
})()`;

const NOT_REACHED = `[...document.querySelectorAll('a[href], button, input:not([type=hidden]):not([type=radio]), textarea, summary')]
  .filter((e) => e.checkVisibility() && !e.dataset.visited)
  .map((e) => 'not reached by Tab: ' + (${describe})(e))`;

const evaluated = (page: Page, expression: string) => page.evaluate<string[]>(expression);

/** At 320 px, with spaced text, and with text twice as large. */
export const reflowProblems = async (page: Page): Promise<string[]> => {
  const problems: string[] = [];
  const look = async (how: string) =>
    problems.push(...(await evaluated(page, STANDING_OUT)).map((problem) => `${how}: ${problem}`));
  await page.setViewportSize(NARROW);
  await look('320 px');
  // WCAG 2.2, 1.4.12.
  const spaced = await page.addStyleTag({
    content:
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
  });
  await look('320 px, spaced text');
  await spaced.evaluate((style) => style.remove());
  const large = await page.addStyleTag({ content: 'html{font-size:200%!important}' });
  for (const width of [640, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await look(`200 % text, ${width} px`);
  }
  await large.evaluate((style) => style.remove());
  await page.setViewportSize(WIDE);
  return problems;
};

export const targetProblems = async (page: Page): Promise<string[]> => {
  await page.setViewportSize(NARROW);
  const small = await evaluated(page, SMALL_TARGETS);
  await page.setViewportSize(WIDE);
  return small;
};

/** Walks the page with Tab: the focus is seen at every step, and comes to everything there is. */
export const focusProblems = async (page: Page): Promise<string[]> => {
  const problems: string[] = [];
  for (let step = 0, bodies = 0; step < 120 && bodies < 2; step++) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate<string>(FOCUSED);
    if (found === 'visited') break;
    if (found === 'body') bodies++;
    else if (found !== '') problems.push(found);
  }
  return [...problems, ...(await evaluated(page, NOT_REACHED))];
};

/** With the reader's own colors, what is a field or a button has its edge from a border, not from a background. */
export const forcedColorsProblems = async (page: Page): Promise<string[]> => {
  await page.emulateMedia({ forcedColors: 'active' });
  const problems = await evaluated(page, UNBORDERED);
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
};
