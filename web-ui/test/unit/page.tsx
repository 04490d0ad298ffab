import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { App } from '@/app/App'
import { at } from './service'

export const SESSION = { accountId: 'a', accountName: 'first', scopes: ['submit', 'donate', 'operate'], csrfToken: 't' }

/** The whole dashboard in a browser that just came to `path`. */
export function open(path: string) {
  history.replaceState(null, '', path)
  render(<App />)
  return userEvent.setup()
}

/** Not by its role: without a layout the menu counts as out of sight. */
export async function signOut(user: ReturnType<typeof open>) {
  await user.click(screen.getByRole('button', { name: 'Account' }))
  await user.click(await screen.findByText('Sign out'))
}

/** Someone is signed in. */
export const session = (answer = SESSION) => http.get(at('/session'), () => HttpResponse.json(answer))
