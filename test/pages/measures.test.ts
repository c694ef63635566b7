import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, launch, openPage } from './browser.ts';
import { focusProblems, forcedColorsProblems, reflowProblems, targetProblems } from './measures.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const shown = async (body: string): Promise<Page> => {
  const page = await openPage(browser);
  await page.setContent(
    `<!doctype html><html lang="en"><title>T</title><style>:focus{outline:3px solid}</style><main><h1>T</h1>${body}</main></html>`,
  );
  return page;
};

describe('the measures of the page tests find', () => {
  it('nothing on a page where nothing is wrong', async () => {
    const page = await shown('<p>Text</p><button style="padding:1rem">Press</button>');
    const problems = [axeFindings, reflowProblems, targetProblems, forcedColorsProblems, focusProblems];
    for (const measure of problems) expect(await measure(page)).toEqual([]);
  });

  it('what axe finds: a picture without words', async () => {
    expect(await axeFindings(await shown('<img src="data:,">'))).toEqual([expect.stringMatching(/^image-alt/)]);
  });

  it('what is too wide on a small screen, and with large text', async () => {
    const wide = await reflowProblems(await shown('<div style="width:30rem">Text</div>'));
    expect(wide.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['320 px', '320 px, spaced text', '200 % text, 640 px']),
    );
    expect(wide.some((problem) => problem.startsWith('200 % text, 1280 px'))).toBe(false);
  });

  it('targets that are too small', async () => {
    expect(await targetProblems(await shown('<button style="height:20px">Press</button>'))).toHaveLength(1);
  });

  it('a button that only its background shows', async () => {
    expect(await forcedColorsProblems(await shown('<button style="border:0">Press</button>'))).toHaveLength(1);
  });

  it('a focus that is not seen, is covered, or never comes', async () => {
    const page = await shown(`
      <button style="outline:none">Unseen</button>
      <button>Covered</button>
      <button tabindex="-1">Never</button>
      <p style="position:fixed;inset:0;background:#fff">Cover</p>`);
    expect((await focusProblems(page)).map((problem) => problem.split(':')[0])).toEqual([
      'no visible focus',
      'focus obscured',
      'not reached by Tab',
    ]);
  });
});
