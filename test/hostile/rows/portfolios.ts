import { type Rows, row } from '../row.ts';

const OUTSIDE = { '403 not-a-member': 'outsiders' };
const SIGN_IN = { '401 not-signed-in': 'unsigned' };

export const portfolios: Rows = {
  portfolio: row({ portfolioId: 'open' }, { 200: 'everybody' }),
  profilePage: row({}, { 200: 'insiders', '303 sign-in': 'unsigned', ...OUTSIDE }),
  postProfile: row({}, { 303: 'insiders', ...OUTSIDE, ...SIGN_IN }, { form: { named: 'no' } }),
  profile: row({}, { 200: 'insiders', ...OUTSIDE, ...SIGN_IN }),
  putProfile: row({}, { 200: 'insiders', ...OUTSIDE, ...SIGN_IN }, { json: { named: false } }),
};
