/** The routes of intake: the address that is posted to, and what waits. */
import { defineRoutes } from '../platform/http/route.ts';
import { postRoutes } from './post-routes.ts';
import { quarantineRoutes } from './quarantine/routes.ts';
import { tryRoutes } from './try/routes.ts';

export const intakeRoutes = defineRoutes({ ...postRoutes, ...quarantineRoutes, ...tryRoutes });
