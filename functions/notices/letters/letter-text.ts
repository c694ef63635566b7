/** A letter as plain text: lines of at most 72 characters, links whole on a line of their own. */
import type { Block, Letter } from './letter.ts';

const WIDTH = 72;

export const textOf = ({ letterhead, greeting, blocks, link, choose, footer }: Letter): string => {
  const paragraphs = [
    letterhead.name,
    wrap(greeting),
    ...blocks.map(blockText),
    ...(link ? [`${wrap(`${link.label}:`)}\n${link.url}`] : []),
    // The space after the dashes marks a signature (RFC 3676).
    `-- \n${[...footer.map((line) => wrap(line)), ...(choose ? [`${choose.label}:\n${choose.url}`] : [])].join('\n')}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
};

const blockText = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.text);
    case 'heading':
      return `${block.text}\n${'-'.repeat(Math.min([...block.text].length, WIDTH))}`;
    case 'quote':
      return [...(block.about ? [wrap(block.about)] : []), wrap(block.text, '  ')].join('\n');
    case 'facts':
      return block.facts.map(({ name, value }) => wrap(`${name}: ${value}`)).join('\n');
  }
};

/** Breaks at blanks only: an address longer than a line stays whole. */
const wrap = (text: string, indent = ''): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => wrapLine(line, WIDTH - indent.length))
    .join('\n')
    .replace(/^(?=.)/gm, indent);

const wrapLine = (line: string, width: number): string => {
  const lines = [''];
  for (const word of line.split(/[ \t]+/).filter((part) => part !== '')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
};
