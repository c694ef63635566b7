import { html } from 'hono/html';

/** What these pages need beyond the layout: evidence beside the rubric where there is room, one column where there is not. */
export const pageStyle = html`<style>
  main:has(.beside) { max-width: 84rem }
  .beside { display: grid; gap: 0 3rem; grid-template-columns: minmax(0, 1fr) }
  @media (min-width: 60rem) { .beside { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
  .prose { white-space: pre-line }
  .item { border-left: .25rem solid #767676; padding-left: .75rem; margin: .75rem 0 }
  .hint { margin: .15rem 0; color: #494949 }
  .choice { display: grid; grid-template-columns: 2.25rem minmax(0, 1fr); align-items: start; margin: .75rem 0 }
  .choice input { margin: .1rem 0 0 }
  .choice .hint { grid-column: 2 }
  fieldset { min-width: 0 }
  legend { font-weight: 700; padding: 0 .375rem }
  .field { margin: 1rem 0 }
  .field label { font-weight: 600 }
  .error { color: #a30d11; font-weight: 700; margin: .25rem 0 }
  .errors { border: .2rem solid #a30d11; border-radius: .375rem; padding: .25rem 1rem .75rem; margin: 1rem 0 }
  .errors:focus { outline: 3px solid #1b1b1b; outline-offset: 2px }
  .errors h2 { margin-top: .5rem }
  summary { cursor: pointer; padding: .5rem 0; font-weight: 600 }
  button.quiet { color: #1b1b1b; background: #fff }
  .queue { list-style: none; padding: 0 }
  .queue li { margin: 1.25rem 0 }
  .queue a { display: inline-block; padding: .25rem 0 }
</style>`;
