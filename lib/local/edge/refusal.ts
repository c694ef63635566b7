/** The host cannot play what it was given: said at the start, with a stable kebab-case code, never half done. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
