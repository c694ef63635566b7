/** The mails as their addressees read them: decoded, with the links in them. */
import PostalMime from 'postal-mime';
import type { KeptMail } from '../../lib/local/edge/mail.ts';
import type { Host } from '../../lib/local/host.ts';
import { itemsOf } from './ledger.ts';

export interface Letter extends KeptMail {
  /** The address it went to. */
  to: string;
  /** What the notice is about, as its claim says. */
  kind: string;
  text: string;
  html: string;
  /** Every address on the web in either part, once. */
  links: string[];
}

/** All mails that SES took, oldest first. */
export const lettersOf = async (host: Host): Promise<Letter[]> => {
  const claims = new Map((await itemsOf(host)).map((item) => [item.claimId, item.occasion as { kind: string }]));
  return Promise.all(host.edges.mail.sent().map((mail) => read(mail, claims.get(mail.tags.notice)?.kind ?? '')));
};

const read = async (mail: KeptMail, kind: string): Promise<Letter> => {
  const { text = '', html = '' } = await PostalMime.parse(mail.raw);
  const written = [...text.matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link);
  const linked = [...html.matchAll(/(?:href|src|action)="([^"]+)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  );
  const links = [...new Set([...written, ...linked])];
  return { ...mail, to: mail.destinations.join(), kind, text, html, links };
};
