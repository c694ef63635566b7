/** `$.badges[0].tier`, as RFC 9535 writes it; a name that is no identifier stands in brackets. */
export const jsonPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((whole, step) => whole + segment(step), '$');

const segment = (step: PropertyKey): string => {
  if (typeof step === 'number') return `[${step}]`;
  const key = String(step);
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
};
