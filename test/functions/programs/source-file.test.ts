/** Sources in a program file: what each format needs, and mappings that can only name what there is. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { readProgramFile } from '../../../functions/programs/program-file.ts';
import { startLedger, type TestLedger } from '../../dynamodb.ts';
import { program } from './minimal-program.ts';
import { fileOf, newProgramId, serve } from './stage.ts';

const root = new URL('../../../', import.meta.url);
const example = JSON.parse(readFileSync(new URL('examples/future-ready-teachers.json', root), 'utf8'));

const problems = (...sources: object[]) => {
  const read = readProgramFile(program({ sources }));
  return read.ok ? [] : read.errors.map(({ path, code }) => `${path} ${code}`);
};
const mapping = (more: object = {}) => ({
  earner: [{ employeeId: { path: '$.who' } }],
  badge: { value: 'planning' },
  privacyStatement: { path: '$.agreed', in: [true] },
  evidence: [{ requirement: 'plan', type: 'file', url: { path: '$.plan' } }],
  ...more,
});
const source = (more: object = {}) => ({ id: 's', name: 'S', format: 'standard-webhooks', ...more });

test.each(['google-forms', 'canvas', 'moodle', 'zapier', 'own-script'])(
  'examples/sources/%s.json can be put as it is, into the example program',
  (name) => {
    const sources = [JSON.parse(readFileSync(new URL(`examples/sources/${name}.json`, root), 'utf8'))];
    expect(readProgramFile({ ...example, sources })).toMatchObject({ ok: true });
  },
);

describe('formats', () => {
  test.each<[string, object, string[]]>([
    ['one that nobody knows', source({ format: 'xml' }), ['$.sources[0].format not-allowed']],
    ['Canvas without whose', source({ format: 'canvas', mapping: mapping() }), ['$.sources[0].rootAccount missing']],
    [
      'Canvas with keys over plain HTTP',
      source({ format: 'canvas', mapping: mapping(), rootAccount: 'x', keys: 'http://k.example' }),
      ['$.sources[0].keys wrong-format'],
    ],
    ['Moodle without a mapping', source({ format: 'moodle' }), ['$.sources[0].mapping missing']],
    ['a header of HTTP', source({ format: 'bearer', header: 'content-type' }), ['$.sources[0].header wrong-format']],
    [
      'a header of a signature',
      source({ format: 'bearer', header: 'x-hub-signature-256' }),
      ['$.sources[0].header wrong-format'],
    ],
    ['a header where none is', source({ header: 'x-token' }), ['$.sources[0].header unknown-key']],
  ])('%s is told', (_what, one, told) => {
    expect(problems(one)).toEqual(told);
  });
});

describe('mappings', () => {
  test.each<[string, object, string[]]>([
    ['no fault', {}, []],
    ['a path of code', { badge: { path: '$.constructor.x' } }, ['badge.path wrong-path']],
    ['an unknown badge', { badge: { value: 'juggling' } }, ['badge.value unknown-badge']],
    [
      'one in a table',
      { badge: { path: '$.b', table: { a: 'planning', b: 'juggling' } } },
      ['badge.table.b unknown-badge'],
    ],
    [
      'an unknown requirement',
      { evidence: [{ requirement: 'song', type: 'file', url: { path: '$.x' } }] },
      ['evidence[0].requirement unknown-requirement'],
    ],
    [
      'a requirement of another type',
      { evidence: [{ requirement: 'plan', type: 'link', url: { path: '$.x' } }] },
      ['evidence[0].type other-type'],
    ],
    ['evidence out of nothing', { evidence: [{ requirement: 'plan', type: 'file' }] }, ['evidence[0] nothing-to-read']],
    [
      'an address whose host is sent',
      { evidence: [{ requirement: 'plan', type: 'file', url: { template: 'https://{$.host}/x' } }] },
      ['evidence[0].url.template wrong-format'],
    ],
  ])('%s', (_what, more, told) => {
    expect(problems(source({ mapping: mapping(more) }))).toEqual(told.map((one) => `$.sources[0].mapping.${one}`));
  });
});

describe('what the program answers', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await startLedger();
  });

  test('of a source that a token protects: that it is weaker', async () => {
    const api = serve(ledger.table);
    const programId = newProgramId();
    const sources = [source({ id: `a-${programId}` }), source({ id: `b-${programId}`, format: 'bearer' })];
    const { json } = await api.put(fileOf(programId, { sources }));
    expect(json.notes).toEqual([
      { path: '$.sources[1].format', code: 'source-weaker', message: expect.stringContaining(`b-${programId}`) },
    ]);
    expect(await api.programs.source(`b-${programId}`)).toEqual({
      ...{
        programId,
        sourceId: `b-${programId}`,
        name: 'S',
        format: 'bearer',
        header: 'authorization',
        rateLimit: 600,
      },
    });
  });
});
