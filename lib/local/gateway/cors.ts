import type { IncomingHttpHeaders } from 'node:http';
import * as z from 'zod';
import type { ResolvedTemplate } from '../template/template.ts';

const Cors = z.object({
  AllowOrigins: z.array(z.string()).default([]),
  AllowMethods: z.array(z.string()).default([]),
  AllowHeaders: z.array(z.string()).default([]),
  ExposeHeaders: z.array(z.string()).default([]),
  AllowCredentials: z.boolean().default(false),
  MaxAge: z.number().optional(),
});

export type Headers = Array<[name: string, value: string]>;

/** The CORS headers of an answer to that request; [] when the origin is not allowed or the API has no CORS. */
export type CorsHeaders = (headers: IncomingHttpHeaders, preflight: boolean) => Headers;

/** An HTTP API with CORS answers preflights itself and sets these headers, whatever the function says. */
export function corsOf(template: ResolvedTemplate): CorsHeaders | undefined {
  const [api] = template.ofType('AWS::ApiGatewayV2::Api');
  const configured = api && template.properties(api[0]).CorsConfiguration;
  if (configured === undefined) return undefined;
  const cors = Cors.parse(configured);
  return ({ origin }, preflight) => {
    if (!origin || !(cors.AllowOrigins.includes('*') || cors.AllowOrigins.includes(origin))) return [];
    const headers: Headers = [['access-control-allow-origin', cors.AllowOrigins.includes('*') ? '*' : origin]];
    if (cors.AllowCredentials) headers.push(['access-control-allow-credentials', 'true']);
    if (cors.ExposeHeaders.length > 0) headers.push(['access-control-expose-headers', cors.ExposeHeaders.join(',')]);
    if (!preflight) return headers;
    headers.push(['access-control-allow-methods', cors.AllowMethods.join(',')]);
    headers.push(['access-control-allow-headers', cors.AllowHeaders.join(',')]);
    if (cors.MaxAge !== undefined) headers.push(['access-control-max-age', String(cors.MaxAge)]);
    return headers;
  };
}
