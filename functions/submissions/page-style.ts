import { html } from 'hono/html';

/** What these pages need beyond the layout: evidence beside the rubric where there is room, one column where there is not. */
export const pageStyle = html`<style>
  .beside { display: grid; gap: 0 2.5rem; grid-template-columns: minmax(0, 1fr) }
  @media (min-width: 60rem) { .beside { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
  .prose { white-space: pre-line }
  .prose, .item, .choice, h1, h2, h3 { overflow-wrap: anywhere }
  .item { border-left: .25rem solid #8a8f98; padding-left: .75rem; margin: .75rem 0 }
  .hint { margin: .15rem 0; color: #4a4f57 }
  .choice { display: grid; grid-template-columns: 1.75rem minmax(0, 1fr); align-items: start; margin: .6rem 0 }
  .choice input { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0 }
  .choice .hint { grid-column: 2 }
  fieldset { border: 1px solid #8a8f98; border-radius: .4rem; margin: 0 0 1.25rem; padding: .5rem 1rem 1rem; min-width: 0 }
  legend { font-weight: 700; padding: 0 .4rem }
  .field { margin: 1rem 0 }
  .field label { font-weight: 600 }
  textarea { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; border: 1px solid #5c6168; border-radius: .3rem }
  .error { color: #a30d11; font-weight: 700; margin: .25rem 0 }
  .errors { border: .2rem solid #a30d11; border-radius: .4rem; padding: .25rem 1rem .75rem; margin: 1rem 0 }
  dt { font-weight: 700; margin-top: .5rem }
  dd { margin: 0 0 .25rem }
  summary { cursor: pointer; padding: .35rem 0; font-weight: 600 }
  .history, .queue { padding-left: 1.25rem }
  .queue li { margin: .75rem 0 }
</style>`;
