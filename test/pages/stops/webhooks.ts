/** The systems that are told, and the page that shows a secret. */
import type { Page } from 'playwright-core';
import { type SecretPage, secretPage } from '../../../functions/webhooks/page/secret-page.ts';
import { type Said, webhooksPage } from '../../../functions/webhooks/page/webhooks-page.ts';
import type { District } from '../district.ts';
import { ES, OWNER, type Stop, send } from './stop.ts';

const webhooksOf = ({ programId }: District) => `/programs/${programId}/webhooks`;
/** The last form of the page: the one that adds a system. */
const openForm = (page: Page) => page.locator('details.card > summary').click();
const addSystem = async (page: Page) => {
  await openForm(page);
  await page.locator('[id="new.description"]').fill('The data warehouse of the district');
  await page.locator('[id="new.url"]').fill('https://warehouse.district.example/accolade');
  await send(page);
};

/** What is folded away is seen by nobody's checks. */
const unfold = (page: Page) => page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
const WRONG = { endpointId: undefined, typed: { told: 'chosen' }, wrong: ['description', 'url', 'events'] } as const;

/** Nobody of the example who answers for the program reads Spanish. */
const inSpanish = (shown: (page: SecretPage) => string) => async (page: Page, district: District) => {
  const { program } = district.played;
  const colors = { primary: '#1f4d3a', accent: '#b45f06' };
  const named = { programId: program.id, name: 'Future-Ready Teachers', languages: ['en' as const], colors };
  const at = '2026-10-14T21:05:00.000Z';
  const secrets = [{ sealed: '' }, { sealed: '', until: at }];
  const [endpointId, description] = ['4d6f2f0a-6a1f-4c5e-9a53-0d7a2f4f1a11', 'El almacén de datos'];
  const url = 'https://warehouse.district.example/accolade';
  const endpoint = { programId: program.id, endpointId, url, description, secrets, addedAt: at, since: at };
  const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD2kXmN4Jm4kE=';
  await page.setContent(shown({ language: 'es', reader: 'Ruth', program: named, endpoint, secret }));
};
const webhooksInSpanish =
  (said: Said) =>
  ({ endpoint, secret: _, ...view }: SecretPage) =>
    webhooksPage({
      ...view,
      shown: [{ endpoint, lane: undefined, deliveries: [] }],
      seen: 1,
      said,
      now: new Date('2026-10-14T12:00:00.000Z'),
    });

export const webhooks: Stop[] = [
  { name: 'webhooks', ...OWNER, path: webhooksOf },
  { name: 'webhooks, about to add', ...OWNER, path: webhooksOf, act: openForm },
  {
    name: 'webhooks, adding with errors',
    ...OWNER,
    path: webhooksOf,
    async act(page) {
      await openForm(page);
      await send(page);
    },
  },
  { name: 'webhooks, a secret', ...OWNER, path: webhooksOf, act: addSystem },
  { name: 'webhooks, all that is folded away', ...OWNER, path: webhooksOf, act: unfold },
  {
    name: 'webhooks, all that is folded away (es)',
    ...ES,
    path: () => '/verify',
    async act(page, district) {
      await inSpanish(webhooksInSpanish({ filled: WRONG, replayed: 200 }))(page, district);
      await unfold(page);
    },
  },
  {
    name: 'webhooks, overtaken (es)',
    ...ES,
    path: () => '/verify',
    act: inSpanish(webhooksInSpanish({ isOvertaken: true })),
  },
  { name: 'webhooks, a secret (es)', ...ES, path: () => '/verify', act: inSpanish(secretPage) },
];
