/** What no answer may be, whatever was asked. */
import { errorTexts } from '../../functions/platform/http/error-texts.ts';
import type { Route } from '../../functions/platform/http/route.ts';
import { type Answer, codeOf } from './ask.ts';
import { INJECTED, UNESCAPED } from './hostile-values.ts';

/** Of our own source, of the runtime's, and of AWS's: nothing that a stranger should learn. */
const INNARDS =
  /node_modules|\bat (?:async )?[\w.<>[\] ]+ \(?(?:file:|\/|node:)|\.(?:ts|mjs):\d+|file:\/\/\/(?!etc)|\/var\/task|asset\.[0-9a-f]{20}|arn:aws|ValidationException|SerializationException|ConditionalCheck|TransactionCanceled|AccessDenied|ECONN|ZodError|SyntaxError|TypeError|RangeError|URIError/;

/** What API Gateway says before a function is asked, and Node's parser in the gateway's place. */
const GATEWAY = new Map([
  [400, /^(\{"message":"Bad Request"\})?$/],
  [404, /^\{"message":"Not Found"\}$/],
  [413, /^\{"message":"Request Entity Too Large"\}$/],
  [431, /^$/],
]);

/** `secrets`: texts that stand in no answer. `route`: undefined where another method or path was asked for. */
export const faultsIn = (answer: Answer, secrets: readonly string[], route: Route | undefined): string[] => {
  const { status, headers, text } = answer;
  const whole = `${JSON.stringify(headers)}${text}`;
  const cookies = [headers['set-cookie'] ?? []].flat();
  const isStated = route !== undefined && status in route.answers;
  return [
    ...(status >= 500 && !isStated ? [`is a ${status}`] : []),
    ...(status >= 400 && !isRefusal(answer, isStated) ? ['is not in the form of a refusal'] : []),
    ...(INNARDS.test(whole) ? [`tells of our innards: ${INNARDS.exec(whole)?.[0]}`] : []),
    ...secrets.filter((secret) => whole.includes(secret)).map((secret) => `holds a secret: ${secret.slice(0, 8)}...`),
    ...(headers[INJECTED] !== undefined || cookies.some((one) => one.startsWith(INJECTED))
      ? ['has a foreign header']
      : []),
    ...(/html/.test(String(headers['content-type'])) && UNESCAPED.test(text) ? ['has foreign markup'] : []),
  ];
};

/** A code that we have words for; or a page, of which the route says that it comes with this status. */
const isRefusal = (answer: Answer, isStated: boolean): boolean => {
  const code = codeOf(answer);
  if (code !== undefined) return code in errorTexts;
  if (isStated || answer.text === '') return true;
  return GATEWAY.get(answer.status)?.test(answer.text) ?? false;
};
