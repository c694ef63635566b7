/** The handlers of `noticeRoutes`. */
import type { Handlers, Principal } from '../platform/http/route.ts';
import { toSignIn } from '../platform/http/to-sign-in.ts';
import { pageHeaders } from '../platform/page.ts';
import { asLead } from '../programs/read.ts';
import type { Delivery } from './claims/deliver.ts';
import type { SuppressionStore } from './claims/suppression.ts';
import type { Readers } from './matters/readers.ts';
import type { noticeRoutes } from './routes.ts';
import {
  type Choosing,
  choose,
  type NoticeSettings,
  readerOf,
  readUnsubscribe,
  settingsFor,
} from './settings/notice-settings.ts';
import { noticeSettingsPage, unsubscribePage } from './settings/notice-settings-page.ts';
import { liftOfMember, liftOfNotice } from './unreached/lift.ts';
import { dismiss, resend } from './unreached/resend.ts';
import { unreachablePage } from './unreached/unreachable-page.ts';
import { unreachedOf } from './unreached/unreached.ts';

export interface ApiCollaborators extends Delivery, Choosing {
  readers: Readers;
  suppressions: SuppressionStore;
}

type Api = Handlers<typeof noticeRoutes>;

export const noticesApi = (office: ApiCollaborators): Api => ({
  ...forLeads(office),
  ...forReaders(office),
  ...byLink(office),
});

type ForReaders = 'noticeSettings' | 'chooseNotices' | 'noticesPage' | 'postNotices';

const forReaders = (office: ApiCollaborators): Pick<Api, ForReaders> => {
  const save = async (principal: Principal, programId: string, chosen: NoticeSettings) => {
    const { member, settings } = await settingsFor(office, principal, programId);
    await choose(office, { programId, employeeId: member.employeeId }, { ...settings, ...chosen });
  };
  const settingsPage = (programId: string) => `/programs/${encodeURIComponent(programId)}/notices`;
  return {
    async noticeSettings({ params: { programId }, principal }) {
      return { status: 200, json: (await settingsFor(office, principal, programId)).settings };
    },
    async chooseNotices({ params: { programId }, body, principal }) {
      await save(principal, programId, body);
      return { status: 204 };
    },
    async noticesPage({ params: { programId }, query: { saved }, principal }) {
      if (!principal) return toSignIn(settingsPage(programId));
      const settled = await settingsFor(office, principal, programId);
      return { status: 200, headers: pageHeaders, html: noticeSettingsPage({ ...settled, isSaved: saved === 'yes' }) };
    },
    async postNotices({ params: { programId }, body, principal }) {
      await save(principal, programId, body);
      return { status: 303, headers: { location: `${settingsPage(programId)}?saved=yes` } };
    },
  };
};

/** The link is a secret: no index lists its page, nothing keeps it. */
const SECRET = { ...pageHeaders, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };

const byLink = (office: ApiCollaborators): Pick<Api, 'unsubscribePage' | 'unsubscribe'> => {
  const show = async (token: string) => {
    const html = unsubscribePage({ ...(await readerOf(office, token)), token });
    return { status: 200, headers: SECRET, html };
  };
  return {
    unsubscribePage: ({ params: { token } }) => show(token),
    async unsubscribe({ params: { token }, body, headers }) {
      const asked = await readUnsubscribe(body, headers['content-type']);
      const { who } = await readerOf(office, token);
      const choice = asked === 'stop' ? 'off' : 'daily';
      await choose(office, who, { awards: choice, unreached: choice });
      return show(token);
    },
  };
};

const forLeads = (office: ApiCollaborators): Omit<Api, ForReaders | 'unsubscribePage' | 'unsubscribe'> => {
  const acts = actsOf(office);
  return {
    async unreachable({ params: { programId }, principal }) {
      await asLead(office, principal, programId);
      return { status: 200, json: await unreachedOf(office, programId) };
    },
    async resend({ params, body: { resent }, principal }) {
      await asLead(office, principal, params.programId);
      await acts.resend({ ...params, resent });
      return { status: 202, json: { claimId: params.claimId, resent: resent + 1 } };
    },
    async dismiss({ params, principal }) {
      await asLead(office, principal, params.programId);
      await acts.dismiss(params);
      return { status: 204 };
    },
    async liftSuppression({ params, body: { address }, principal }) {
      await asLead(office, principal, params.programId);
      await acts.liftOfMember({ ...params, address });
      return { status: 204 };
    },
    async unreachablePage({ params: { programId }, query: { done }, principal }) {
      if (!principal) return toSignIn(pageOf(programId));
      const { member, program } = await asLead(office, principal, programId);
      const list = await unreachedOf(office, programId);
      const html = unreachablePage({ language: member.language, reader: member.name, program, done, ...list });
      return { status: 200, headers: pageHeaders, html };
    },
    async postUnreachable({ params: { programId }, body, principal }) {
      await asLead(office, principal, programId);
      const done = await pressed(acts, programId, body);
      return { status: 303, headers: { location: `${pageOf(programId)}?done=${done}` } };
    },
  };
};

const pageOf = (programId: string) => `/programs/${encodeURIComponent(programId)}/unreachable`;

const actsOf = (office: ApiCollaborators) => ({
  resend: resend(office),
  dismiss: dismiss(office),
  liftOfMember: liftOfMember(office),
  liftOfNotice: liftOfNotice(office),
});

type Pressed = Parameters<Api['postUnreachable']>[0]['body'];

const pressed = async (acts: ReturnType<typeof actsOf>, programId: string, form: Pressed) => {
  switch (form.act) {
    case 'resend':
      await acts.resend({ programId, claimId: form.claim, resent: form.resent });
      return 'resent';
    case 'dismiss':
      await acts.dismiss({ programId, claimId: form.claim });
      return 'dismissed';
    case 'lift':
      await acts.liftOfNotice({ programId, claimId: form.claim, address: form.address });
      return 'lifted';
  }
};
