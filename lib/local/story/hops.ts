/** Says each hop as it happens: the events the bus takes, and the mails SES takes. */
import * as z from 'zod';
import type { Host } from '../host.ts';

const Sent = z.object({
  mail: z.object({ commonHeaders: z.object({ subject: z.string(), to: z.array(z.string()) }) }),
});

/** Watches the bus from now on; call the answer to stop. */
export const watchHops = ({ edges }: Pick<Host, 'edges'>, say: (line: string) => void) => {
  let told = edges.bus.events().length;
  return edges.bus.watch(() => {
    const fresh = edges.bus.events().slice(told);
    told += fresh.length;
    for (const { envelope } of fresh) {
      const line = hopOf(envelope);
      if (line) say(line);
    }
  });
};

const hopOf = ({
  source,
  detail,
  'detail-type': detailType,
}: {
  source: string;
  'detail-type': string;
  detail: unknown;
}) => {
  if (source === 'accolade') return `  · ${detailType.replace(/\.v\d+$/, '')}`;
  const sent = detailType === 'Email Sent' ? Sent.safeParse(detail) : undefined;
  return sent?.success
    ? `  · mail to ${sent.data.mail.commonHeaders.to.join(', ')}: ${sent.data.mail.commonHeaders.subject}`
    : undefined;
};
