import { Duration } from 'aws-cdk-lib';
import { type HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { NodeFunction, type NodeFunctionProps } from './node-function.ts';

export interface EndpointProps extends Pick<NodeFunctionProps, 'entry' | 'memorySize' | 'may'> {
  api: HttpApi;
  /** The route list of the function: API Gateway and the router are made from the same one. */
  routes: Readonly<Record<string, { readonly path: string }>>;
  /** Also answers for addresses that nobody has: API Gateway's own answer is nothing that a person could read. */
  elsewhere?: boolean;
}

/** A function behind every path of its route list. Methods are its own affair: it answers HEAD, OPTIONS and 405. */
export class Endpoint extends Construct {
  readonly function: NodeFunction;

  constructor(scope: Construct, id: string, { api, routes, elsewhere, ...props }: EndpointProps) {
    super(scope, id);
    // Under the 29 seconds after which an HTTP API gives up.
    this.function = new NodeFunction(this, 'Function', { ...props, timeout: Duration.seconds(20) });
    // One permission for the function, not one for each route: the template has a limit of 500 resources.
    const integration = new HttpLambdaIntegration(`${id}Integration`, this.function.fn, {
      scopePermissionToRoute: false,
    });
    for (const path of new Set(Object.values(routes).map((route) => route.path))) {
      api.addRoutes({ path, methods: [HttpMethod.ANY], integration });
    }
    if (elsewhere) new HttpRoute(api, 'Elsewhere', { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration });
  }
}
