/** Reads credentials out of images by the standard's own words (Open Badges 3.0, "Baked Badge"), with nothing of ours. */
import { SaxesParser } from 'saxes';

/** Each text that an image carries as a credential. */
export const bakedIn = (suffix: 'png' | 'svg', image: Buffer): string[] =>
  suffix === 'png' ? inPng(image) : inSvg(image.toString('utf8'));

const KEYWORD = 'openbadgecredential\0';

const inPng = (png: Buffer): string[] => {
  const texts: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (type === 'iTXt' && data.toString('latin1').startsWith(KEYWORD)) texts.push(uncompressed(data));
  }
  return texts;
};

/** Compression flag and method, language, translated keyword: none of them is used. */
const uncompressed = (data: Buffer) => {
  const rest = data.subarray(KEYWORD.length);
  if (rest.subarray(0, 4).some((byte) => byte !== 0)) throw new Error('The chunk is not as plain as it must be.');
  return rest.subarray(4).toString('utf8');
};

const inSvg = (svg: string): string[] => {
  const texts: string[] = [];
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('opentag', ({ uri, local }) => {
    if (depth > 0) depth += 1;
    else if (uri === 'https://purl.imsglobal.org/ob/v3p0' && local === 'credential') {
      texts.push('');
      depth = 1;
    }
  });
  parser.on('closetag', () => {
    if (depth > 0) depth -= 1;
  });
  parser.on('cdata', (text) => {
    if (depth > 0) texts.push(`${texts.pop()}${text}`);
  });
  parser.write(svg).close();
  return texts;
};
