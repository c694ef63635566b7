/** A real browser for the tests of pages. It comes by npm alone, with the libraries it needs where the machine lacks them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = join(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/accolade');

/** Its own fonts alone: without any, text has no size and every page would pass; with the machine's, pages differ by machine. */
const fontsIn = (place: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${place}/fonts/fonts</dir><cachedir>${place}/fonts/cache</cachedir></fontconfig>
`;

/** Unpacked beside the place and moved there whole, so that a run that was ended leaves no half of a browser behind. */
const unpacked = (): string => {
  const place = join(cache, 'chromium');
  if (existsSync(place)) return place;
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(join(cache, 'chromium-'));
  // It unpacks into the folder for temporary files, and its own libnss3 only where it believes to be in Lambda.
  const env = { ...process.env, TMPDIR: beside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'unpack-browser.mjs')], { env });
  if (run.status !== 0) throw new Error(`The browser could not be unpacked: ${run.stderr}`);
  writeFileSync(join(beside, 'fonts.conf'), fontsIn(place));
  try {
    renameSync(beside, place);
  } catch {
    // Another run was faster.
    rmSync(beside, { recursive: true });
  }
  return place;
};

export const launch = async (): Promise<Browser> => {
  const place = unpacked();
  const libraries = [join(place, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return chromium.launch({
    executablePath: join(place, 'chromium'),
    // Tests run as root in containers, where Chromium's sandbox cannot.
    chromiumSandbox: false,
    env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(place, 'fonts.conf') },
  });
};

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 320, height: 640 };

/** A browser of one's own, cookies and all. What does not answer within seconds never will. */
export const openPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: WIDE, locale: 'en-US', ...options });
  context.setDefaultTimeout(15_000);
  return context.newPage();
};

/** Goes to a page through the sign-in of this machine, as the person of that name. */
export const signIn = async (page: Page, apiUrl: string, name: string, path: string) => {
  await page.goto(`${apiUrl}/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name }).click();
};

/** Minified: what `axe.source` has is more than twice as long. */
const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that may find something else in a narrow window: the others look at elements, and no style of ours takes any away. */
export const BY_LAYOUT = ['color-contrast', 'scrollable-region-focusable', 'target-size'];

/** What axe finds on the page as it stands, by all rules or by some: rule, what is wrong, and where. */
export const axeFindings = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  // Half a megabyte of script: once a page.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  // A page of ours has no frame and loads no stylesheet; selectors would be made for every element that passes, too.
  const runOnly = rules ? { type: 'rule', values: rules } : TAGS;
  const options = { runOnly, resultTypes: ['violations'], selectors: false, preload: false, iframes: false };
  const run = `axe.run(document, ${JSON.stringify(options)})`;
  const { violations } = await page.evaluate<{ violations: Result[] }>(run);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
};
