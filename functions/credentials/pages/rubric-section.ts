/** The rubric of a badge. Credentials point at its criteria and levels by the ids that stand here. */
import { html } from 'hono/html';
import type { Html } from '../../platform/page.ts';
import type { Badge } from '../../programs/read.ts';
import type { Texts } from '../texts/texts.ts';
import { prose, section } from './page-parts.ts';

type Criterion = Badge['rubric'][number];

export const rubricSection = (rubric: readonly Criterion[], said: string, texts: Texts): Html =>
  section(
    texts.rubric,
    html`<p>${texts.rubricMore}</p>${rubric.map((criterion) => criterionPart(criterion, said, texts))}`,
    'rubric',
  );

const criterionPart = ({ id, name, description, levels, passing }: Criterion, said: string, texts: Texts): Html => {
  const rows = levels.map((level) => {
    const needed = level.id === passing ? ` (${texts.passing})` : '';
    return html`<dt id="rubric/${id}/${level.id}"><span lang="${said}">${level.name}</span>${needed}</dt>
        <dd lang="${said}">${level.description}</dd>`;
  });
  return html`<section class="card" id="rubric/${id}"><h3 lang="${said}">${name}</h3>${prose(description, said)}
    <dl>${rows}</dl></section>`;
};
