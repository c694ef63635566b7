/** What README.md and docs/ name exists: links and their anchors, commands, paths, keys, routes, tables. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { commands } from '../../bin/ops/commands.ts';
import { concernRoutes } from '../../functions/concerns/routes.ts';
import { credentialRoutes } from '../../functions/credentials/routes.ts';
import { endorsementRoutes } from '../../functions/endorsements/routes.ts';
import { intakeRoutes } from '../../functions/intake/routes.ts';
import { portfolioRoutes } from '../../functions/portfolios/routes.ts';
import { programRoutes } from '../../functions/programs/routes.ts';
import { signInRoutes } from '../../functions/sign-in/routes.ts';
import { statusRoutes } from '../../functions/status/routes.ts';
import { submissionRoutes } from '../../functions/submissions/routes.ts';
import { verificationRoutes } from '../../functions/verification/routes.ts';
import { StageConfig } from '../../lib/stage-config.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root }).sort()];
const prose = (page: string) => read(page).replace(/^```[\s\S]*?^```/gm, '');
const readme = read('README.md');

/** The anchor that GitHub makes of a heading. */
const anchorOf = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
const anchorsOf = (page: string) =>
  [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

const linksOf = (page: string) =>
  [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link ?? '')
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = '', anchor] = link.split('#');
      return { link, path: path === '' ? page : normalize(join(dirname(page), path)), anchor };
    });

/** What stands between backticks. */
const named = (page: string) => [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? '');

describe.each(pages)('%s', (page) => {
  it('links to what exists, and to headings that exist', () => {
    for (const { link, path, anchor } of linksOf(page)) {
      expect(existsSync(join(root, path)), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(path), link).toContain(anchor);
    }
  });

  it('names files and folders that exist', () => {
    const paths = named(page).filter((text) => /^(bin|docs|events|examples|functions|lib|test)\/[^\s]*$/.test(text));
    for (const path of paths) {
      const pattern = path.replace(/<[^>]+>/g, '*');
      expect(globSync(pattern, { cwd: root }).length, path).toBeGreaterThan(0);
      if (path.endsWith('/')) expect(statSync(join(root, pattern)).isDirectory(), path).toBe(true);
    }
  });

  it('names commands that package.json has', () => {
    const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')));
    for (const [command, run] of read(page).matchAll(/\bnpm (?:run ([\w-]+)|(?:start|test)\b)/g)) {
      expect(Object.keys(scripts), command).toContain(run ?? command.slice('npm '.length));
    }
  });
});

describe('commands of npm run ops', () => {
  const typed = pages.flatMap((page) =>
    [...read(page).matchAll(/\bnpm run ops -- (?:--stack \S+ )?([a-z]+)([^`#\n]*)/g)].map(
      ([, name = '', rest = '']) => ({
        ...{ page, name, options: [...rest.matchAll(/--[\w-]+/g)].map(([option]) => option) },
      }),
    ),
  );

  it('are commands that there are, with options that they take', () => {
    expect(typed.length).toBeGreaterThan(20);
    for (const { page, name, options } of typed) {
      expect(Object.keys(commands), `${page}: ${name}`).toContain(name);
      for (const option of options) expect(commands[name]?.usage, `${page}: ${name} ${option}`).toContain(option);
    }
  });

  it('are all told of', () => {
    expect(Object.keys(commands).filter((name) => !typed.some((one) => one.name === name))).toEqual([]);
  });
});

/** Every key of a JSON Schema of objects, with dots: `sender.address`. */
interface ObjectSchema {
  properties?: Record<string, ObjectSchema>;
}
const keysOf = ({ properties = {} }: ObjectSchema, before = ''): string[] =>
  Object.entries(properties).flatMap(([key, schema]) =>
    schema.properties ? keysOf(schema, `${before}${key}.`) : [`${before}${key}`],
  );
const section = (page: string, heading: string) => {
  const from = read(page).split(new RegExp(`^#+ ${heading}$`, 'm'))[1] ?? '';
  return from.split(/^#+ /m)[0] ?? '';
};

describe('the stage configuration in README.md', () => {
  const text = section('README.md', 'The stage configuration');

  it('has a row for each key of the schema, and no other', () => {
    const rows = [...text.matchAll(/^\| `([\w.]+)` \|/gm)].map(([, key]) => key ?? '');
    const schema = z.toJSONSchema(StageConfig, { io: 'input' }) as ObjectSchema;
    expect(rows.sort()).toEqual(keysOf(schema).sort());
  });

  it('says which keys must be given', () => {
    const must = [...text.matchAll(/^\| `([\w]+)[\w.]*` \| yes \|/gm)].map(([, key]) => key ?? '');
    const { required } = z.toJSONSchema(StageConfig, { io: 'input' });
    expect([...new Set(must)].sort()).toEqual([...(required ?? [])].sort());
  });

  it('has an example that holds', () => {
    const json = /^```json\n([\s\S]*?)^```/m.exec(text)?.[1] ?? '';
    expect(StageConfig.safeParse(JSON.parse(json)).error).toBeUndefined();
  });
});

describe('docs/scale.md', () => {
  const number = (text: string | undefined) => Number(text?.replace(/[,$]/g, ''));
  const rows = (heading: string) =>
    section('docs/scale.md', heading)
      .split('\n')
      .filter((line) => /^\| .*\d/.test(line))
      .map((line) =>
        line
          .split('|')
          .map((cell) => cell.trim())
          .slice(1, -1),
      );

  it('divides what a deployment allows by what an award takes, and sorts by what breaks first', () => {
    const limits = rows('What a deployment allows').map(([what, ...cells]) => ({ what, figures: cells.map(number) }));
    expect(limits.length).toBeGreaterThan(15);
    for (const { what, figures } of limits) {
      const [allows = 0, takes = 1, awards = 0] = figures;
      expect(Math.abs(allows / takes - awards) / awards, what).toBeLessThan(0.03);
    }
    const awards = limits.map(({ figures }) => figures[2] ?? 0);
    expect(awards).toEqual(awards.toSorted((one, other) => one - other));
  });

  it('takes what an award takes from what the test counts', () => {
    const counted = new Map(rows('What an award takes').map(([what = '', count]) => [what, number(count)]));
    const limits = rows('What a deployment allows');
    const taken = (words: string) => number(limits.find(([what]) => what?.startsWith(words))?.[2]);
    for (const what of ['mails', 'runs', 'requests', 'write units', 'read units']) {
      expect(taken(what), what).toBe(counted.get(what === 'runs' ? 'runs of functions' : what));
    }
    expect(taken('events put')).toBe(counted.get('events'));
    // Three requests to queues for each message that a rule delivers.
    expect(taken('deliveries of rules')).toBe((counted.get('requests to queues') ?? 0) / 3);
    expect(taken('writes of the eight')).toBe(2 * (counted.get('events') ?? 0));
  });

  it('costs what README.md says of a thousand awards', () => {
    const thousand = number(/\| a thousand awards[^|]*\| (\$[\d.]+)/.exec(readme)?.[1]);
    for (const [rate, , , cost] of rows('What breaks first')) {
      expect(number(cost), rate).toBeCloseTo(number(rate) * 3.6 * thousand, 1);
    }
  });
});

describe('commands in README.md', () => {
  it('call routes that exist', () => {
    const lists = [
      concernRoutes,
      credentialRoutes,
      endorsementRoutes,
      intakeRoutes,
      portfolioRoutes,
      programRoutes,
      signInRoutes,
      submissionRoutes,
      verificationRoutes,
      statusRoutes,
    ];
    const routes = lists.flatMap((list) => Object.values(list)).map(({ method, path }) => `${method} ${path}`);
    const patterns = routes.map((route) => new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`));
    const calls = [...readme.matchAll(/--request (\w+) "\$HOST([^"?]+)/g)].map(
      ([, method, path]) => `${method} ${path}`,
    );
    expect(calls.length).toBeGreaterThanOrEqual(3);
    for (const call of calls)
      expect(
        patterns.some((pattern) => pattern.test(call)),
        call,
      ).toBe(true);
  });

  it('speak of the example program by its own ids', () => {
    const { id, sources } = JSON.parse(read('examples/future-ready-teachers.json'));
    expect(readme).toContain(`/v1/programs/${id}/sources/${sources[0].id}/secret`);
  });

  it('name the cookie that sessions are kept in, resources that keep their ids, and outputs that the stack has', () => {
    const [, id = 'none'] = /--logical-resource-id (\w+)/.exec(readme) ?? [];
    expect(/const KEPT = [^;]*/.exec(read('test/stack/kept.ts'))?.[0]).toContain(`'${id}'`);
    expect(read('functions/sign-in/cookies.ts')).toContain(/cookie `([\w-]+)`/.exec(readme)?.[1]);
    for (const output of ['PublicUrl', 'DomainTarget']) {
      expect(readme).toContain(`\`${output}\``);
      expect(read('lib/front.ts')).toContain(`overrideLogicalId('${output}')`);
    }
  });
});
