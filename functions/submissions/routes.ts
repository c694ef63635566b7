/** The routes of submissions: the API and the pages. */
import { defineRoutes } from '../platform/http/route.ts';
import { apiRoutes } from './api-routes.ts';
import { pageRoutes } from './page-routes.ts';

export const submissionRoutes = defineRoutes({ ...apiRoutes, ...pageRoutes });
