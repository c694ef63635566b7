import { type Rows, row } from '../row.ts';

/** Node reads no shorter one. */
const BOUNDARY = '----------------------------hostile';
const FORM = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\n\r\nno badge\r\n--${BOUNDARY}--\r\n`;

export const verification: Rows = {
  verify: row({}, { 200: 'everybody' }, { raw: { type: 'application/json', body: '{"credential":{}}' } }),
  verifyPage: row({}, { 200: 'everybody' }),
  verifyForm: row({}, { 200: 'everybody' }, { raw: { type: `multipart/form-data; boundary=${BOUNDARY}`, body: FORM } }),
};
