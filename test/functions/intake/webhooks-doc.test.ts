/** Holds docs/webhooks.md to what it says: its examples are run, its tables are compared with the code. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { QuarantineReason } from '../../../events/post-quarantined.ts';
import { OLDEST } from '../../../functions/intake/formats/canvas.ts';
import { TOLERANCE } from '../../../functions/intake/formats/standard-webhooks.ts';
import { LARGEST_BODY } from '../../../functions/intake/post-body.ts';
import { intakeRoutes } from '../../../functions/intake/routes.ts';
import { SubmissionPost } from '../../../functions/intake/submission-post.ts';
import { readProgramFile } from '../../../functions/programs/program-file.ts';
import { protectionOf, SourceFile } from '../../../functions/programs/source-file.ts';
import { counted, type Intake, SOURCE, startIntake } from './intake.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const doc = read('docs/webhooks.md');
const blocks = [...doc.matchAll(/## ([^\n]+)\n(?:(?!\n## )[\s\S])*?```(js|sh)\n([\s\S]*?)```/g)];
const examples = blocks.map(([, title = '', language = '', code = '']) => ({ title, language, code }));
const run = promisify(execFile);

beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => vi.restoreAllMocks());

/** The route at a real address. */
const serve = async ({ post }: Intake) => {
  const server = createServer(async (request, response) => {
    const sourceId = request.url?.split('/').at(-1) ?? '';
    const headers = request.headers as Record<string, string>;
    const { status = 500, json } = await post({ body: await buffer(request), headers, sourceId, base64: true });
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/v1/hooks/${SOURCE}`, close: () => server.close() };
};

const commandFor = ({ language, code }: { language: string; code: string }): [string, string[]] =>
  language === 'sh' ? ['sh', ['-euc', code]] : [process.execPath, ['--input-type=module', '--eval', code]];

describe('the examples', () => {
  it('are three', () => {
    expect(examples.map(({ language }) => language)).toEqual(['js', 'js', 'sh']);
  });

  it.each(examples)('$title: makes a submission of examples/submission.json', async (example) => {
    const program = readProgramFile(JSON.parse(read('examples/future-ready-teachers.json')));
    if (!program.ok) throw new Error('The example program does not pass.');
    const intake = await startIntake();
    intake.state.file = program.program;
    const server = await serve(intake);
    const env = { PATH: process.env.PATH, ACCOLADE_HOOK: server.url, ACCOLADE_SECRET: intake.secret };
    const { stdout } = await run(...commandFor(example), { cwd: root, env });
    server.close();
    expect(stdout).toContain('202');
    expect(stdout).toContain('receiptId');
    expect(await counted(intake)).toMatchObject({ Receipt: 1, Submission: 1 });
  });
});

describe('the tables', () => {
  it('name every answer and every reason', () => {
    for (const status of Object.keys(intakeRoutes.receivePost.answers))
      expect(doc).toMatch(new RegExp(`^\\| ${status} \\|`, 'm'));
    for (const reason of QuarantineReason.options) expect(doc).toContain(`| \`${reason}\` |`);
    const names = [
      'post-body',
      'formats/format',
      'formats/key-sets',
      'authenticate-post',
      'post-limit',
      'receive-post',
    ];
    const sources = names.map((name) => read(`functions/intake/${name}.ts`));
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/(?:new Refused|new Unavailable|badRequest)\(\s*'([a-z-]+)'/g)].map(([, code]) => code),
    );
    expect(codes).toHaveLength(11);
    for (const code of codes) expect(doc).toContain(`\`${code}\``);
  });

  it('have a row for every format, and a ready mapping for every sender', () => {
    const rows = [...doc.matchAll(/^\| `([a-z-]+)` \|[^|]*\|[^|]*\|[^|]*\| (signature|token)/gm)];
    const told = rows.map(([, format, protection]) => [format, protection]);
    const formats = SourceFile.options.map(({ shape }) => shape.format.value);
    const real = formats.map((format) => [format, protectionOf({ format })]);
    expect(told.toSorted()).toEqual(real.toSorted());
    for (const file of globSync('examples/sources/*.json', { cwd: root })) expect(doc).toContain(`(../${file})`);
  });

  it('name the limits that hold', () => {
    expect(doc).toContain(`over ${LARGEST_BODY.toLocaleString('en-US')} bytes`);
    expect(doc).toContain(`more than ${TOLERANCE / 60} minutes`);
    expect(doc).toContain(`within ${OLDEST / 60} minutes`);
  });

  it('show a body that can be read', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(doc) ?? [];
    expect(SubmissionPost.safeParse(JSON.parse(json)).error).toBeUndefined();
  });
});
