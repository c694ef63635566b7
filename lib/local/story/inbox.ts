/** Reads the local inbox as its addressees would. */
import * as z from 'zod';

const Store = z.object({
  emails: z.array(
    z.object({
      messageId: z.string(),
      subject: z.string(),
      destination: z.object({ to: z.array(z.string()) }),
      body: z.object({ text: z.string().optional(), html: z.string().optional() }),
      at: z.number(),
    }),
  ),
});
export type InboxMail = z.infer<typeof Store>['emails'][number];

export const readInbox = async (inboxUrl: string): Promise<InboxMail[]> => {
  const response = await fetch(`${inboxUrl}/store`);
  return Store.parse(await response.json()).emails;
};

export const isTo = (mail: InboxMail, address: string) =>
  mail.destination.to.some((to) => to.toLowerCase().includes(address.toLowerCase()));

/** Every web address in the text of a mail. */
export const linksIn = ({ body }: InboxMail) =>
  [...(body.text ?? '').matchAll(/https?:\/\/[^\s<>"]+/g)].map(([link]) => link);
