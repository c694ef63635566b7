import { type Rows, row } from '../row.ts';

/** The same for all: a button pressed by each of them reports once. */
const CONCERN = { kind: 'something-else', text: 'Is it real?', concern: '6a3f2a52-9f6e-4c0c-8f0e-0d6e5b7a1c11' };

export const concerns: Rows = {
  concernPage: [
    row({ credentialId: 'shared' }, { 200: 'everybody' }),
    row({ credentialId: 'private' }, { '404 not-found': 'everybody' }),
  ],
  postConcern: [
    row({ credentialId: 'shared' }, { 303: 'everybody' }, { form: CONCERN }),
    row({ credentialId: 'private' }, { '404 not-found': 'everybody' }, { form: CONCERN }),
  ],
};
