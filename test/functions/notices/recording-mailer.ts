/** The mailer port, keeping what reached "SES"; a test decides what becomes of each mail. */
import type { Mail, Mailer, Sending } from '../../../functions/platform/mailer.ts';

export class Died extends Error {}

/** `dies-before`: nothing was sent. `dies-after`: it was sent, and nobody noted it. */
export type Fate = Sending | 'sent' | 'dies-before' | 'dies-after' | 'answer-lost';

export const recordingMailer = (fateOf: (mail: Mail, nth: number) => Fate = () => 'sent') => {
  const sent: Mail[] = [];
  let asked = 0;
  const mailer: Mailer = {
    async send(mail) {
      asked += 1;
      const fate = fateOf(mail, asked);
      if (fate === 'dies-before') throw new Died();
      if (typeof fate === 'object') return fate;
      sent.push(mail);
      if (fate === 'dies-after') throw new Died();
      if (fate === 'answer-lost') return { outcome: 'unknown', error: new Error('socket hang up') };
      return { outcome: 'sent', messageId: `message-${sent.length}` };
    },
  };
  return { mailer, sent, to: () => sent.map((mail) => mail.to.address).sort() };
};
