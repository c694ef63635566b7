/** The handlers of `verificationRoutes`. */
import { type Language, preferredLanguage } from '../platform/http/language.ts';
import type { Handlers, HttpResponse } from '../platform/http/route.ts';
import { pageHeaders } from '../platform/page.ts';
import { type FormProblem, readBody, readForm } from './input.ts';
import type { verificationRoutes } from './routes.ts';
import { sayingOf } from './texts/texts.ts';
import { type Report, type Verification, verification } from './verify.ts';
import { type VerifyPage, verifyPage } from './verify-page.ts';

const VARY = { vary: 'accept-language' };

export const verifyApi = (collaborators: Verification): Handlers<typeof verificationRoutes> => {
  const verify = verification(collaborators);
  return {
    async verify({ body, headers }) {
      const report = await verify(readBody(body));
      return { status: 200, headers: VARY, json: answerOf(report, preferredLanguage(headers['accept-language'])) };
    },
    async verifyPage({ headers, query: { url } }) {
      return pageAnswer(200, { language: preferredLanguage(headers['accept-language']), url });
    },
    async verifyForm({ body, headers }) {
      const language = preferredLanguage(headers['accept-language']);
      const read = await readForm(body, headers['content-type']);
      if (!read.ok) return pageAnswer(STATUS_OF[read.problem], { language, problem: read.problem });
      return pageAnswer(200, { language, report: await verify(read.input) });
    },
  };
};

const STATUS_OF: Readonly<Record<FormProblem, number>> = { nothing: 400, several: 400, tooLarge: 413 };

const pageAnswer = (status: number, view: VerifyPage): HttpResponse => ({
  status,
  headers: { ...pageHeaders, ...VARY },
  html: verifyPage(view),
});

/** What the badge says stands flat beside the verdict; `null` where it says nothing or was not read so far. */
const answerOf = ({ verdict, form, version, claims, checks }: Report, language: Language) => ({
  ...{ verdict, form, version },
  name: claims?.name ?? null,
  description: claims?.description ?? null,
  issuer: claims?.issuer ?? null,
  subject: claims?.subject ?? null,
  validFrom: claims?.validFrom ?? null,
  validUntil: claims?.validUntil ?? null,
  checks: checks.map(({ check, outcome, code, details }) => ({
    ...{ check, outcome, code },
    ...sayingOf(code, language),
    details,
  })),
});
