import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { makeQueryClient } from './queryClient'
import { makeRouter } from './router'
import { theme, variables } from './theme'

export function App() {
  const [{ queryClient, router }] = useState(() => {
    const queryClient = makeQueryClient()
    return { queryClient, router: makeRouter(queryClient) }
  })
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
