import { type Rows, row } from '../row.ts';

const REFUSED = {
  '403 not-the-owner': 'others',
  '403 not-a-member': 'account foreign-owner',
  '401 not-signed-in': 'unsigned',
};
const CHANGE = { 200: 'leads deployer', ...REFUSED };

export const programs: Rows = {
  putProgram: [
    row({}, CHANGE, { json: ({ file }) => file }),
    row({}, CHANGE, { json: ({ file }) => ({ ...file, name: 'Another' }), query: { dryRun: 'true' } }),
    row(
      { programId: 'nowhere' },
      { 200: 'deployer', '403 not-a-deployment-administrator': 'others', '401 not-signed-in': 'unsigned' },
      { json: ({ file }) => ({ ...file, id: 'nowhere', sources: [] }), query: { dryRun: 'true' } },
    ),
  ],
  getProgram: row({}, CHANGE),
  makeSecret: [
    row({ sourceId: 'spare' }, { 201: 'leads deployer', ...REFUSED }),
    row({ sourceId: 'theirs' }, { '404 not-found': 'leads deployer', ...REFUSED }),
  ],
};
