import { type Rows, row } from '../row.ts';

export const status: Rows = {
  statusList: row({}, { 200: 'everybody' }, { accept: 'application/json' }),
};
