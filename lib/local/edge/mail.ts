export interface KeptMail {
  messageId: string;
  source: string;
  destinations: string[];
  subject: string;
  tags: Record<string, string>;
  configurationSet: string | undefined;
  /** The whole message as MIME text: also in `<dataDir>/mail/<messageId>.eml`. */
  raw: string;
  /** The request as it was sent, parameter by parameter. */
  request: Record<string, string>;
  /** The function that sent it. */
  caller: string;
  /** Epoch ms. */
  at: number;
}

/** SES event types as their EventBridge detail names them. */
export type MailEventType = 'Send' | 'Delivery' | 'Bounce' | 'Complaint' | 'Reject' | 'DeliveryDelay';

export interface Mail {
  /** An address or a domain that may send. A domain covers its addresses and subdomains. */
  verify(identity: string): void;
  /** A configuration set whose events go to the default bus (default: all types). An unknown set refuses the mail, as SES does. */
  configure(configurationSet: string, eventTypes?: MailEventType[]): void;
  /** Everything accepted, oldest first. */
  sent(): KeptMail[];
  /** Makes SES report on a mail: a bounce, a complaint. `about` is merged into the event's own part of the detail. */
  report(messageId: string, type: MailEventType, about?: Record<string, unknown>): void;
}
