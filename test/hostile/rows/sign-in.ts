import { type Rows, row } from '../row.ts';

const REFUSED = {
  '403 not-the-owner': 'others',
  '403 not-a-member': 'account foreign-owner',
  '401 not-signed-in': 'unsigned',
};

export const signIn: Rows = {
  begin: row({}, { 302: 'everybody' }),
  callback: row({}, { '400 sign-in-expired': 'everybody' }, { query: { code: 'guessed', state: 'guessed' } }),
  status: row({}, { 200: 'everybody' }),
  signOut: row({}, { 200: 'everybody' }, { form: {} }),
  releaseIdentity: [
    row({ employeeId: 'spare' }, { 204: 'leads deployer', ...REFUSED }),
    row({ employeeId: 'theirs' }, { '404 not-found': 'leads deployer', ...REFUSED }),
  ],
};
