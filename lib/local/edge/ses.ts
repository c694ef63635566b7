import { ServiceError } from './answers.ts';
import type { Mail, OutgoingMail } from './mail.ts';
import { addressesIn } from './mime.ts';

/** SES's query protocol: flat form parameters, lists as `Name.member.1`. */
type Parameters = Record<string, string>;

const list = (parameters: Parameters, name: string): string[] => {
  const values: string[] = [];
  for (let at = 1; parameters[`${name}.member.${at}`] !== undefined; at += 1)
    values.push(parameters[`${name}.member.${at}`] ?? '');
  return values;
};

function tagsOf(parameters: Parameters): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let at = 1; parameters[`Tags.member.${at}.Name`] !== undefined; at += 1) {
    tags[parameters[`Tags.member.${at}.Name`] ?? ''] = parameters[`Tags.member.${at}.Value`] ?? '';
  }
  return tags;
}

function required(parameters: Parameters, name: string): string {
  const value = parameters[name];
  if (value === undefined)
    throw new ServiceError('ValidationError', `1 validation error detected: '${name}' must not be null`);
  return value;
}

const told = (parameters: Parameters) => ({
  tags: tagsOf(parameters),
  configurationSet: parameters.ConfigurationSetName,
  request: parameters,
});

function simple(parameters: Parameters): OutgoingMail {
  const from = required(parameters, 'Source');
  const [to, cc, bcc] = ['To', 'Cc', 'Bcc'].map((kind) => list(parameters, `Destination.${kind}Addresses`));
  return {
    ...told(parameters),
    source: from,
    destinations: [to, cc, bcc].flatMap((addresses) => (addresses ?? []).flatMap(addressesIn)),
    content: {
      from,
      to: to ?? [],
      cc: cc ?? [],
      replyTo: list(parameters, 'ReplyToAddresses'),
      subject: required(parameters, 'Message.Subject.Data'),
      text: parameters['Message.Body.Text.Data'],
      html: parameters['Message.Body.Html.Data'],
    },
  };
}

function raw(parameters: Parameters): OutgoingMail {
  return {
    ...told(parameters),
    source: parameters.Source,
    destinations: list(parameters, 'Destinations').flatMap(addressesIn),
    content: Buffer.from(required(parameters, 'RawMessage.Data'), 'base64'),
  };
}

/** SES's sending operations (API of 2010-12-01): form parameters in, the result's members out. */
export const sesOperations = (
  mail: Mail,
): Record<string, (parameters: Parameters, caller: string) => Promise<Record<string, string>>> => ({
  SendEmail: async (parameters, caller) => ({ MessageId: await mail.send(simple(parameters), caller) }),
  SendRawEmail: async (parameters, caller) => ({ MessageId: await mail.send(raw(parameters), caller) }),
});
