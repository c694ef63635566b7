/** What is written of a webhook endpoint. */
import { day } from '../../platform/day.ts';
import type { OfWebhooks } from '../matters/webhooks.ts';
import { facts, heading, paragraph } from './letter.ts';
import type { Writers } from './writers.ts';

export const webhookLetters: Writers<keyof OfWebhooks> = {
  'webhook-disabled': ({ description, host, reason, since }, { texts, links, programId, program, member }) => {
    const words = texts['webhook-disabled'];
    return {
      subject: words.subject(description),
      blocks: [
        paragraph(words.first(description)),
        paragraph(words.reasons[reason]),
        facts([words.host, host], [words.since, day(since, member.language)]),
        heading(texts.next),
        paragraph(words.next),
      ],
      link: { label: words.link, url: links.webhooks(programId) },
      why: words.why(program.name),
    };
  },
};
