/** A route is data: API Gateway, the router and the OpenAPI document are made from the same list. */
import type * as z from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * Who may call. `public`: anybody. `signed`: a post whose signature the handler verifies. `signed-in`: a bearer token or a
 * session is demanded before the handler runs. `optional`: read when present, and the handler decides.
 */
export type Access = 'public' | 'signed' | 'signed-in' | 'optional';

export interface Route {
  readonly method: Method;
  /** With parameters in braces: `/v1/programs/{programId}`. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly access: Access;
  /** `json` is parsed and held against `schema`; `raw` is handed over as bytes; `form` is a posted web form. */
  readonly body?: { kind: 'json'; schema: z.ZodType } | { kind: 'raw' } | { kind: 'form'; schema: z.ZodType };
  readonly query?: z.ZodObject;
  /** Any origin may read it from a browser: wallets and verifiers do. */
  readonly anyOrigin?: boolean;
  /** Each answer beside the common ones, and what it means. */
  readonly answers: Readonly<Record<number, string>>;
}

export type Routes = Readonly<Record<string, Route>>;
export const defineRoutes = <const R extends Routes>(routes: R): R => routes;

type Parameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Parameters<Rest>
  : never;
type BodyOf<R extends Route> = R['body'] extends { schema: infer S extends z.ZodType }
  ? z.infer<S>
  : R['body'] extends { kind: 'raw' }
    ? Uint8Array
    : undefined;

export interface HttpRequest<R extends Route = Route> {
  params: { readonly [Name in Parameters<R['path']>]: string };
  query: R['query'] extends z.ZodObject ? z.infer<R['query']> : Readonly<Record<string, string>>;
  body: BodyOf<R>;
  /** Lower-case names. */
  headers: Readonly<Record<string, string | undefined>>;
  cookies: Readonly<Record<string, string | undefined>>;
  /** Who calls; always there behind `access: 'signed-in'`. */
  principal: R['access'] extends 'signed-in' ? Principal : Principal | undefined;
  correlationId: string;
  traceparent: string | undefined;
}

/** A person as the OpenID Connect issuer knows them. Roles are never read from here: they come from the member. */
export interface Principal {
  issuer: string;
  subject: string;
  /** The verified e-mail address, asked of the issuer only where it is needed: Cognito's access tokens carry none. */
  verifiedEmail(): Promise<string | undefined>;
}

export interface HttpResponse {
  status: number;
  headers?: Record<string, string>;
  cookies?: string[];
  /** One of the four, or none. */
  json?: unknown;
  html?: string;
  text?: string;
  /** With a `content-type` among the headers. */
  bytes?: Uint8Array;
}

export type Handlers<R extends Routes> = {
  [Name in keyof R]: (request: HttpRequest<R[Name]>) => Promise<HttpResponse>;
};
