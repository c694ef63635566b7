/** Asks once for the same arguments, however many want the answer: a list names the same few badges and people often. */
export const askOnce = <Args extends readonly (string | number)[], T>(ask: (...args: Args) => Promise<T>) => {
  const asked = new Map<string, Promise<T>>();
  return (...args: Args): Promise<T> => {
    const key = JSON.stringify(args);
    const answer = asked.get(key) ?? ask(...args);
    asked.set(key, answer);
    return answer;
  };
};
