import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { jobFilter } from '@/features/jobs/jobFilter'
import { monthOf } from '@/features/receipts/month'
import { sessionQuery } from '@/shared/session/session'
import { PageLoading } from '@/shared/ui/PageLoading'
import { Crash, FrameCrash } from './Crash'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

interface Context {
  queryClient: QueryClient
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** A path of this dashboard: no link can send someone elsewhere after signing in. */
const ownPath = (value: unknown) => {
  const path = text(value)
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined
}

const root = createRootRouteWithContext<Context>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string | undefined } => ({ to: ownPath(search.to) }),
  component: lazyRouteComponent(() => import('@/features/sign-in/SignInPage'), 'SignInPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.query({ ...sessionQuery, staleTime: 'static' })
    if (session === null) {
      const start = location.href === '/' || location.href === '/jobs'
      throw redirect({ to: '/sign-in', search: { to: start ? undefined : location.href }, replace: true })
    }
  },
  component: Shell,
  errorComponent: FrameCrash,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/jobs', replace: true })
  },
})

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs',
  validateSearch: jobFilter,
  component: lazyRouteComponent(() => import('@/features/jobs/JobsPage'), 'JobsPage'),
})

const job = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$jobId',
  component: lazyRouteComponent(() => import('@/features/jobs/JobPage'), 'JobPage'),
})

const nodes = createRoute({
  getParentRoute: () => signedIn,
  path: '/nodes',
  component: lazyRouteComponent(() => import('@/features/nodes/NodesPage'), 'NodesPage'),
})

const datasets = createRoute({
  getParentRoute: () => signedIn,
  path: '/datasets',
  component: lazyRouteComponent(() => import('@/features/datasets/DatasetsPage'), 'DatasetsPage'),
})

const dataset = createRoute({
  getParentRoute: () => signedIn,
  path: '/datasets/$name/$version',
  component: lazyRouteComponent(() => import('@/features/datasets/DatasetPage'), 'DatasetPage'),
})

const jobReceipt = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$jobId/receipt',
  component: lazyRouteComponent(() => import('@/features/receipts/JobReceiptPage'), 'JobReceiptPage'),
})

const nodeReceipt = createRoute({
  getParentRoute: () => signedIn,
  path: '/nodes/$nodeId/receipt',
  validateSearch: monthOf,
  component: lazyRouteComponent(() => import('@/features/receipts/NodeReceiptPage'), 'NodeReceiptPage'),
})

const datasetReceipt = createRoute({
  getParentRoute: () => signedIn,
  path: '/datasets/$name/$version/receipt',
  validateSearch: monthOf,
  component: lazyRouteComponent(() => import('@/features/receipts/DatasetReceiptPage'), 'DatasetReceiptPage'),
})

const accountReceipt = createRoute({
  getParentRoute: () => signedIn,
  path: '/receipt',
  validateSearch: monthOf,
  component: lazyRouteComponent(() => import('@/features/receipts/AccountReceiptPage'), 'AccountReceiptPage'),
})

const submit = createRoute({
  getParentRoute: () => signedIn,
  path: '/submit',
  validateSearch: (search: Record<string, unknown>): { job?: string | undefined; dataset?: string | undefined } => ({
    job: text(search.job),
    dataset: text(search.dataset),
  }),
  component: lazyRouteComponent(() => import('@/features/submit/SubmitPage'), 'SubmitPage'),
})

const nowhere = createRoute({ getParentRoute: () => signedIn, path: '$', component: NotFound })

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      signIn,
      signedIn.addChildren([
        home,
        jobs,
        job,
        jobReceipt,
        nodes,
        nodeReceipt,
        datasets,
        dataset,
        datasetReceipt,
        accountReceipt,
        submit,
        nowhere,
      ]),
    ]),
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
