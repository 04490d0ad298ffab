/** The service's interface, written from the protocol's records; the generated document takes its place. */
type Parameters<Query, Header, Path> = { query?: Query; header?: Header; cookie?: never } & ([Path] extends [never]
  ? { path?: never }
  : { path: Path })
type Get<Answer, Query = never, Path = never, Media extends string = 'application/json'> = {
  parameters: Parameters<Query, never, Path>
  requestBody?: never
  responses: { 200: { headers: Record<string, unknown>; content: { [m in Media]: Answer } } }
}
type Change<
  Body,
  Answer,
  Status extends number,
  Path = never,
  Header = never,
  In extends string = 'application/json',
> = {
  parameters: Parameters<never, Header, Path>
  requestBody: { content: { [m in In]: Body } }
  responses: { [s in Status]: { headers: Record<string, unknown>; content: { 'application/json': Answer } } }
}
type NoBody<Answer, Status extends number, Path = never> = {
  parameters: Parameters<never, never, Path>
  requestBody?: never
  responses: { [s in Status]: { headers: Record<string, unknown>; content: { 'application/json': Answer } } }
}
type S = components['schemas']

export interface paths {
  '/api/v1/session': {
    get: Get<S['SessionView']>
    post: Change<{ key: string }, S['SessionView'], 201>
    delete: NoBody<never, 204>
  }
  '/api/v1/jobs': {
    get: Get<S['JobPage'], { state?: S['JobState'][]; name?: string; cursor?: string; limit?: number }>
    post: Change<string, S['JobView'], 201, never, { 'Idempotency-Key'?: string }, 'application/yaml'>
  }
  '/api/v1/plans': { post: Change<string, S['PlanView'], 200, never, never, 'application/yaml'> }
  '/api/v1/jobs/{id}': { get: Get<S['JobView'], never, { id: string }> }
  '/api/v1/jobs/{id}/spec': { get: Get<string, never, { id: string }, 'application/yaml'> }
  '/api/v1/jobs/{id}/metrics': {
    get: Get<S['MetricSet'], { name?: string; split?: string; points?: number }, { id: string }>
  }
  '/api/v1/jobs/{id}/logs': { get: Get<S['LogPage'], { after?: number; limit?: number }, { id: string }> }
  '/api/v1/jobs/{id}/cancellation': { put: NoBody<S['JobView'], 200, { id: string }> }
  '/api/v1/nodes': { get: Get<S['NodePage']> }
  '/api/v1/nodes/{id}': { delete: NoBody<never, 204, { id: string }> }
  '/api/v1/nodes/codes': { post: NoBody<S['JoiningCode'], 201> }
  '/api/v1/datasets': { get: Get<S['DatasetPage']> }
  '/api/v1/datasets/{name}/{version}': { get: Get<S['DatasetView'], never, { name: string; version: number }> }
  '/api/v1/schemas/job-spec': { get: Get<Record<string, unknown>> }
}

export interface components {
  schemas: {
    Problem: {
      type: string
      title: string
      status: number
      detail?: string
      instance?: string
      violations?: S['Violation'][]
    }
    Violation: { pointer: string; message: string; suggestion?: string; line?: number; column?: number }
    SessionView: { accountId: string; accountName: string; scopes: string[]; csrfToken: string }
    JobState: 'QUEUED' | 'WAITING' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
    Progress: {
      step: number
      totalSteps: number
      epoch: number
      totalEpochs: number
      samplesPerSecond?: number
      loss?: number
      accuracy?: number
      at: string
    }
    JobEnergy: {
      wh: number
      tier: 'A' | 'B' | 'C' | 'D'
      relativeError: number
      gco2e: number
      intensityGramsPerKwh: number
      zone?: string
      intensitySource: string
    }
    JobView: {
      id: string
      name: string
      state: S['JobState']
      stateReason?: string
      dataset: string
      createdAt: string
      startedAt?: string
      finishedAt?: string
      attempts: number
      progress?: S['Progress']
      node?: { id: string; name: string }
      evaluation: Record<string, number>
      model?: { sha256: string; size: number }
      energy?: S['JobEnergy']
      failure?: { kind: 'SPEC' | 'OUT_OF_MEMORY' | 'NOT_FINITE' | 'NODE_FAULT' | 'BUDGET'; message: string }
    }
    JobPage: { items: S['JobView'][]; nextCursor?: string }
    MetricPoint: { step: number; epoch: number; name: string; split: string; value: number; at: string }
    MetricSeries: { name: string; split: string; total: number; points: S['MetricPoint'][] }
    MetricSet: { series: S['MetricSeries'][] }
    LogLine: { seq: number; at: string; level: string; text: string }
    LogPage: { items: S['LogLine'][]; next?: number }
    IntensityView: { gramsPerKwh: number; zone?: string; source: string }
    Capability: {
      os: string
      arch: string
      cpu: string
      cores: number
      cpuTdpWatts: number
      cpuTdpSource: string
      virtualMachine: boolean
      memoryBytes: number
      diskBytes: number
      gpus: { name: string; memoryBytes: number }[]
      load?: number
      idleHours: number
      zone?: string
      freeLeases: number
      workerVersion: string
    }
    NodeView: {
      id: string
      name: string
      state: 'IDLE' | 'WORKING' | 'AWAY'
      capability: S['Capability']
      intensity: S['IntensityView']
      joinedAt: string
      lastSeenAt?: string
      job?: { id: string; name: string }
      tasksCompleted: number
      energyWh?: number
    }
    NodePage: { items: S['NodeView'][] }
    JoiningCode: { code: string; expiresAt: string }
    LayerPlan: {
      name: string
      type: string
      inputShape: number[]
      outputShape: number[]
      parameters: number
      flops: number
    }
    HardwareEstimate: { hardware: string; seconds: number; energyWh: number; relativeError: number }
    WorkPlan: {
      layers: S['LayerPlan'][]
      parameters: number
      forwardFlopsPerExample: number
      trainingFlops: number
      steps: number
      stepsPerEpoch: number
      memoryBytes: number
      transferBytes: number
      estimates: S['HardwareEstimate'][]
    }
    PlanView: {
      work: S['WorkPlan']
      nodesThatFit: number
      nodesKnown: number
      refusals: { reason: string; nodes: number; nearestChange?: string }[]
      gco2e: number
      intensity: S['IntensityView']
    }
    Target: { type: 'classes'; names: string[] } | { type: 'numbers'; width: number }
    DataFormat:
      | { type: 'idx'; inputShape: number[]; target: S['Target'] }
      | { type: 'csv'; inputs: string[]; targets: string[]; separator: string; target: S['Target'] }
      | { type: 'imageFolder'; channels: number; height: number; width: number; target: S['Target'] }
    DatasetFile: { path: string; sha256?: string; size?: number }
    DatasetManifest: {
      name: string
      version: number
      title: string
      description?: string
      licence: string
      source: string
      format: S['DataFormat']
      splits: Record<string, { examples: number; files: S['DatasetFile'][] }>
    }
    DatasetView: { ref: string; sha256: string; bytes: number; publishedAt: string; manifest: S['DatasetManifest'] }
    DatasetPage: { items: S['DatasetView'][] }
  }
}
