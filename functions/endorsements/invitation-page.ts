/** The page behind the link of an invitation: what is to be endorsed, and the answer. In the language of the invitation. */
import { html } from 'hono/html';
import { achievementId } from '../credentials/read.ts';
import { day } from '../platform/day.ts';
import { type Html, page } from '../platform/page.ts';
import type { Badge, Program } from '../programs/read.ts';
import type { Endorsement, Invitation } from './endorsement.ts';
import { textsIn } from './texts/texts.ts';

export interface InvitationPage {
  endorsement: Endorsement & { invitation: Invitation };
  program: Pick<Program, 'programId' | 'name' | 'languages' | 'colors'>;
  /** The version that is to be endorsed. */
  badge: Pick<Badge, 'id' | 'version' | 'name' | 'competency' | 'criteria'>;
}

export const invitationPage = (view: InvitationPage): string => {
  const { endorsement, program, badge } = view;
  const { language, name } = endorsement.invitation;
  const texts = textsIn(language);
  const inProgram = program.languages[0] ?? 'en';
  const body = html`<p class="above">${texts.invited}</p>
    <h1 lang="${inProgram}">${badge.name}</h1>
    <p>${texts.asks(program.name, name)}</p>
    <p class="lead" lang="${inProgram}">${badge.competency}</p>
    <h2>${texts.criteria}</h2>
    <p class="prose" lang="${inProgram}">${badge.criteria}</p>
    <p><a href="${achievementId('', program.programId, badge)}">${texts.seeBadge}</a></p>
    <h2>${texts.answerHeading}</h2>
    ${answer(view)}`;
  return page({ language, title: `${texts.invited}: ${badge.name}`, program, body });
};

const answer = ({ endorsement }: InvitationPage): Html => {
  const { endorsementId, state, comment, invitation } = endorsement;
  const { language, name, key, validUntil } = invitation;
  const texts = textsIn(language);
  if (state !== 'invited') {
    const said = comment && html`<blockquote class="prose">${comment}</blockquote>`;
    return html`<p class="note">${texts.answers[state]}</p>${said ?? ''}`;
  }
  return html`<p>${texts.label(name)}</p>
    <form method="post" action="/endorsements/${endorsementId}">
    <input type="hidden" name="key" value="${key}">
    <div class="field"><label for="comment">${texts.comment}</label>
      <p class="hint" id="comment-hint">${texts.commentHint}</p>
      <textarea id="comment" name="comment" maxlength="1000" aria-describedby="comment-hint"></textarea></div>
    <p><button name="answer" value="confirm">${texts.confirm}</button>
      <button name="answer" value="decline" class="quiet">${texts.decline}</button></p>
    <p class="hint">${texts.until(day(validUntil, language))}</p>
  </form>`;
};
