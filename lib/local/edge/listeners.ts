/** Those who want to be told of something; `watch` answers the way to stop. */
export function openListeners<Told extends unknown[]>() {
  const listeners = new Set<(...told: Told) => void>();
  return {
    tell: (...told: Told) => {
      for (const listener of listeners) listener(...told);
    },
    watch: (listener: (...told: Told) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
