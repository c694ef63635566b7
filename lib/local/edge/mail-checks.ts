import { ServiceError } from './answers.ts';
import type { KeptMail } from './mail.ts';

/** SES API of 2010-12-01: 10 MB a message (in base64), 50 recipients. */
const sizeLimit = 10 * 1024 * 1024;
const recipientLimit = 50;

/** SES's limits of one mail; `size` in bytes, before base64. */
export function checkLimits({ destinations, tags }: Pick<KeptMail, 'destinations' | 'tags'>, size: number): void {
  const refuse = (message: string) => new ServiceError('InvalidParameterValue', message);
  if (destinations.length === 0) throw refuse('Missing final destinations.');
  if (destinations.length > recipientLimit) throw refuse('Recipient count exceeds 50.');
  if ((size * 4) / 3 > sizeLimit) throw refuse('Message length is more than 10 MB.');
  const wrong = Object.entries(tags)
    .flat()
    .find((text) => !/^[A-Za-z0-9_-]{1,256}$/.test(text));
  if (wrong !== undefined) throw refuse(`Tag <${wrong}>: only letters, digits, _ and - are allowed, 256 at most.`);
}

/** Who may send, as SES knows it; `check` throws MessageRejected for anybody else. */
export function openIdentities(region: string) {
  const verified = new Set<string>();
  const isVerified = (address: string) => {
    const domain = address.slice(address.lastIndexOf('@') + 1);
    return verified.has(address) || [...verified].some((one) => domain === one || domain.endsWith(`.${one}`));
  };
  return {
    verify: (identity: string) => void verified.add(identity.toLowerCase()),
    check: (addresses: string[]) => {
      const failed = addresses.filter((address) => !isVerified(address.toLowerCase()));
      if (failed.length === 0) return;
      const message = `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${failed.join(', ')}`;
      throw new ServiceError('MessageRejected', message);
    },
  };
}
