import type { Problem } from './wire'

/** The service answered with a problem document (RFC 9457), or with something that stands for one. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ProblemError'
  }
}

/** No answer came at all: the service is down, or the network between is. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super('The service does not answer.', { cause })
    this.name = 'UnreachableError'
  }
}

const PREFIX = 'urn:commonwatt:problem:'

/** The last part of a problem's type, such as `spec-rejected`. */
export function problemName(problem: Problem): string {
  return problem.type.startsWith(PREFIX) ? problem.type.slice(PREFIX.length) : problem.type
}

export function isProblem(error: unknown, name: string): error is ProblemError {
  return error instanceof ProblemError && problemName(error.problem) === name
}

/** Reads an error answer; a proxy in between may have sent something that is not a problem document. */
export async function readProblem(response: Response): Promise<ProblemError> {
  const fallback: Problem = { type: 'about:blank', title: response.statusText || 'Error', status: response.status }
  try {
    const body: unknown = await response.json()
    if (body !== null && typeof body === 'object' && 'type' in body && 'title' in body) {
      return new ProblemError({ ...fallback, ...(body as Problem) })
    }
  } catch {
    // Not JSON: the status alone must do.
  }
  return new ProblemError(fallback)
}
