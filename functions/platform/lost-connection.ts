/** Whether a request failed on its way, before any service answered: worth repeating, whatever the service. */
export const isLostConnection = (error: Error): boolean =>
  'code' in error && /^(ECONN|ENOTFOUND|EPIPE|EAI_AGAIN|ETIMEDOUT)/.test(String(error.code));
