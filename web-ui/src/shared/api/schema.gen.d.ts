// Made from docs/openapi.json by `npm run types`; not kept in the repository.

export interface paths {
    "/api/v1/artifacts/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter, node. */
        get: operations["artifact-download"];
        /** @description Allowed to: submitter, node. */
        put: operations["artifact-upload"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["dataset-list"];
        put?: never;
        /** @description Allowed to: submitter. */
        post: operations["dataset-publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{name}/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["dataset-show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["job-list"];
        put?: never;
        /** @description Allowed to: submitter. */
        post: operations["job-submit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["job-show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Allowed to: submitter. */
        put: operations["job-cancel"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["jobEvent-follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["jobHistory-logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["jobHistory-metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["model-download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/spec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: submitter. */
        get: operations["job-spec"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["key-list"];
        put?: never;
        /** @description Allowed to: person. */
        post: operations["key-make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description Allowed to: person. */
        delete: operations["key-revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Allowed to: node. */
        post: operations["lease-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Allowed to: node. */
        post: operations["lease-commit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Allowed to: node. */
        put: operations["lease-complete"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Allowed to: node. */
        post: operations["lease-report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Allowed to: node. */
        post: operations["lease-release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/leases/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Allowed to: node. */
        put: operations["lease-renew"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["node-list"];
        put?: never;
        post: operations["node-join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["node-get"];
        put?: never;
        post?: never;
        /** @description Allowed to: person. */
        delete: operations["node-remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Allowed to: donor. */
        post: operations["node-newCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/dataset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["schema-dataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schemas/job-spec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["schema-jobSpec"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Allowed to: person. */
        get: operations["session-show"];
        put?: never;
        post: operations["session-begin"];
        /** @description Allowed to: person. */
        delete: operations["session-end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ArtifactView: {
            sha256: string;
            /** Format: int64 */
            size: number;
        };
        Capability: {
            arch: string;
            /** Format: int32 */
            cores: number;
            cpu: string;
            cpuTdpSource: string;
            /** Format: double */
            cpuTdpWatts: number;
            /** Format: int64 */
            diskBytes: number;
            /** Format: int32 */
            freeLeases: number;
            gpus: components["schemas"]["CapabilityGpu"][];
            /** Format: double */
            idleHours: number;
            /** Format: double */
            load?: number;
            /** Format: int64 */
            memoryBytes: number;
            os: string;
            virtualMachine: boolean;
            workerVersion: string;
            zone?: string;
        };
        CapabilityGpu: {
            /** Format: int64 */
            memoryBytes: number;
            name: string;
        };
        CheckpointCommit: {
            /** Format: int64 */
            epoch: number;
            sha256: string;
            /** Format: int64 */
            step: number;
        };
        Completion: {
            energy?: components["schemas"]["EnergyUse"];
            /** Format: int64 */
            epoch: number;
            outcome: components["schemas"]["CompletionOutcomeFailed"] | components["schemas"]["CompletionOutcomeTrained"];
        };
        CompletionAnswer: {
            /** @enum {string} */
            job: "QUEUED" | "WAITING" | "RUNNING" | "PAUSED" | "SUCCEEDED" | "FAILED" | "CANCELLED";
        };
        CompletionOutcome: {
            type: string;
        };
        CompletionOutcomeFailed: {
            type: "CompletionOutcomeFailed";
        } & (Omit<components["schemas"]["CompletionOutcome"], "type"> & {
            /** @enum {string} */
            kind: "SPEC" | "OUT_OF_MEMORY" | "NOT_FINITE" | "NODE_FAULT" | "BUDGET";
            message: string;
        });
        CompletionOutcomeTrained: {
            type: "CompletionOutcomeTrained";
        } & (Omit<components["schemas"]["CompletionOutcome"], "type"> & {
            evaluation: {
                [key: string]: number;
            };
            model: string;
            /** Format: int64 */
            step: number;
        });
        DatasetFile: {
            path: string;
            sha256?: string;
            /** Format: int64 */
            size?: number;
        };
        DatasetManifest: {
            description?: string;
            /** @description See format in GET /api/v1/schemas/dataset. */
            format: Record<string, never>;
            licence: string;
            name: string;
            source: string;
            splits: {
                [key: string]: components["schemas"]["DatasetSplit"];
            };
            title: string;
            /** Format: int32 */
            version: number;
        };
        DatasetSplit: {
            /** Format: int64 */
            examples: number;
            files: components["schemas"]["DatasetFile"][];
        };
        DatasetView: {
            /** Format: int64 */
            bytes: number;
            manifest: components["schemas"]["DatasetManifest"];
            /** Format: date-time */
            publishedAt: string;
            ref: string;
            sha256: string;
        };
        DatasetViewPage: {
            items: components["schemas"]["DatasetView"][];
        };
        EnergyUse: {
            method: string;
            /** Format: double */
            relativeError: number;
            /** Format: double */
            seconds: number;
            /** @enum {string} */
            tier: "A" | "B" | "C" | "D";
            /** Format: double */
            wh: number;
        };
        JobEventLog: {
            lines: components["schemas"]["LogLineStored"][];
        };
        JobEventMetrics: {
            points: components["schemas"]["MetricPoint"][];
        };
        JobEventState: {
            job: components["schemas"]["JobView"];
        };
        JobView: {
            /** Format: int32 */
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            dataset: string;
            energy?: components["schemas"]["JobViewJobEnergy"];
            evaluation: {
                [key: string]: number;
            };
            failure?: components["schemas"]["JobViewFailure"];
            /** Format: date-time */
            finishedAt?: string;
            /** Format: uuid */
            id: string;
            model?: components["schemas"]["JobViewModelRef"];
            name: string;
            node?: components["schemas"]["JobViewNodeRef"];
            progress?: components["schemas"]["Progress"];
            /** Format: date-time */
            startedAt?: string;
            /** @enum {string} */
            state: "QUEUED" | "WAITING" | "RUNNING" | "PAUSED" | "SUCCEEDED" | "FAILED" | "CANCELLED";
            stateReason?: string;
        };
        JobViewFailure: {
            /** @enum {string} */
            kind: "SPEC" | "OUT_OF_MEMORY" | "NOT_FINITE" | "NODE_FAULT" | "BUDGET";
            message: string;
        };
        JobViewJobEnergy: {
            /** Format: double */
            gco2e: number;
            /** Format: double */
            intensityGramsPerKwh: number;
            intensitySource: string;
            /** Format: double */
            relativeError: number;
            /** @enum {string} */
            tier: "A" | "B" | "C" | "D";
            /** Format: double */
            wh: number;
            zone?: string;
        };
        JobViewModelRef: {
            sha256: string;
            /** Format: int64 */
            size: number;
        };
        JobViewNodeRef: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        JobViewPage: {
            items: components["schemas"]["JobView"][];
            nextCursor?: string;
        };
        Joining: {
            capability: components["schemas"]["Capability"];
            code: string;
            name: string;
        };
        JoiningCode: {
            code: string;
            /** Format: date-time */
            expiresAt: string;
        };
        JoiningJoined: {
            name: string;
            /** Format: uuid */
            nodeId: string;
            token: string;
        };
        KeyView: {
            /** Format: date-time */
            createdAt: string;
            /** Format: uuid */
            id: string;
            key?: string;
            label: string;
            prefix: string;
            scopes: string[];
        };
        KeyViewPage: {
            items: components["schemas"]["KeyView"][];
        };
        KeyViewRequest: {
            label: string;
            scopes: string[];
        };
        LeaseGrant: {
            checkpoint?: components["schemas"]["LeaseGrantCheckpointRef"];
            dataset: components["schemas"]["DatasetManifest"];
            /** Format: int64 */
            epoch: number;
            /** Format: date-time */
            expiresAt: string;
            /** Format: int64 */
            graceSeconds: number;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
            jobName: string;
            /** Format: int64 */
            leaseSeconds: number;
            /** Format: int64 */
            memoryBytes: number;
            spec: Record<string, never>;
            /** Format: uuid */
            taskId: string;
        };
        LeaseGrantCheckpointRef: {
            sha256: string;
            /** Format: int64 */
            size: number;
            /** Format: int64 */
            step: number;
        };
        LeaseRequest: {
            capability: components["schemas"]["Capability"];
            /** Format: int32 */
            waitSeconds: number;
        };
        LogLine: {
            /** Format: date-time */
            at: string;
            level: string;
            text: string;
        };
        LogLinePage: {
            items: components["schemas"]["LogLineStored"][];
            /** Format: int64 */
            next?: number;
        };
        LogLineStored: {
            /** Format: date-time */
            at: string;
            level: string;
            /** Format: int64 */
            seq: number;
            text: string;
        };
        MetricPoint: {
            /** Format: date-time */
            at: string;
            /** Format: double */
            epoch: number;
            name: string;
            split: string;
            /** Format: int64 */
            step: number;
            /** Format: double */
            value: number;
        };
        MetricSeries: {
            name: string;
            points: components["schemas"]["MetricPoint"][];
            split: string;
            /** Format: int64 */
            total: number;
        };
        MetricSeriesSet: {
            series: components["schemas"]["MetricSeries"][];
        };
        NodeView: {
            capability: components["schemas"]["Capability"];
            /** Format: double */
            energyWh?: number;
            /** Format: uuid */
            id: string;
            intensity: components["schemas"]["PlanViewIntensityView"];
            job?: components["schemas"]["NodeViewRunningJob"];
            /** Format: date-time */
            joinedAt: string;
            /** Format: date-time */
            lastSeenAt?: string;
            name: string;
            /** @enum {string} */
            state: "IDLE" | "WORKING" | "AWAY";
            /** Format: int64 */
            tasksCompleted: number;
        };
        NodeViewPage: {
            items: components["schemas"]["NodeView"][];
        };
        NodeViewRunningJob: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        PlanViewIntensityView: {
            /** Format: double */
            gramsPerKwh: number;
            source: string;
            zone?: string;
        };
        Problem: {
            detail?: string;
            instance?: string;
            /** Format: int32 */
            status: number;
            title: string;
            type: string;
            violations?: components["schemas"]["Violation"][];
        };
        Progress: {
            /** Format: double */
            accuracy?: number;
            /** Format: date-time */
            at: string;
            /** Format: double */
            epoch: number;
            /** Format: double */
            loss?: number;
            /** Format: double */
            samplesPerSecond?: number;
            /** Format: int64 */
            step: number;
            /** Format: int32 */
            totalEpochs: number;
            /** Format: int64 */
            totalSteps: number;
        };
        Release: {
            energy?: components["schemas"]["EnergyUse"];
            /** Format: int64 */
            epoch: number;
            /** @enum {string} */
            reason: "OWNER_RETURNED" | "SHUTDOWN" | "DRAINED" | "CANCELLED";
        };
        Renewal: {
            capability?: components["schemas"]["Capability"];
            leases: components["schemas"]["RenewalHeld"][];
        };
        RenewalAnswer: {
            leases: components["schemas"]["RenewalRenewed"][];
        };
        RenewalHeld: {
            /** Format: int64 */
            epoch: number;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            step: number;
        };
        RenewalRenewed: {
            /** @enum {string} */
            directive: "CONTINUE" | "CHECKPOINT" | "DRAIN" | "CANCEL" | "STALE";
            /** Format: int64 */
            epoch: number;
            /** Format: date-time */
            expiresAt?: string;
            /** Format: uuid */
            id: string;
        };
        Report: {
            energy?: components["schemas"]["EnergyUse"];
            /** Format: int64 */
            epoch: number;
            logs: components["schemas"]["LogLine"][];
            points: components["schemas"]["MetricPoint"][];
            progress?: components["schemas"]["Progress"];
            /** Format: int64 */
            sequence: number;
        };
        ReportAnswer: {
            /** @enum {string} */
            directive: "CONTINUE" | "CHECKPOINT" | "DRAIN" | "CANCEL" | "STALE";
        };
        SessionView: {
            /** Format: uuid */
            accountId: string;
            accountName: string;
            csrfToken: string;
            scopes: string[];
        };
        SessionViewLogin: {
            key: string;
        };
        Violation: {
            /** Format: int32 */
            column?: number;
            /** Format: int32 */
            line?: number;
            message: string;
            pointer: string;
            suggestion?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "artifact-download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "artifact-upload": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArtifactView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetViewPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset-publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
                "application/yaml": Record<string, never>;
            };
        };
        responses: {
            /** @description Was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "dataset-show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "job-list": {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                name?: string;
                state?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobViewPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "job-submit": {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
                "application/yaml": Record<string, never>;
            };
        };
        responses: {
            /** @description Was there already */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "job-show": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "job-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "jobEvent-follow": {
        parameters: {
            query?: never;
            header?: {
                "Last-Event-ID"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "jobHistory-logs": {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogLinePage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "jobHistory-metrics": {
        parameters: {
            query?: {
                name?: string;
                points?: number;
                split?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricSeriesSet"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "model-download": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "job-spec": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "key-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyViewPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "key-make": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyViewRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "key-revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-ask": {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeaseRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LeaseGrant"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-commit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckpointCommit"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-complete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Completion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompletionAnswer"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Report"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportAnswer"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Release"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "lease-renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Renewal"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewalAnswer"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "node-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeViewPage"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "node-join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Joining"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoiningJoined"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "node-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NodeView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "node-remove": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "node-newCode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JoiningCode"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schema-dataset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "schema-jobSpec": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session-show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session-begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionViewLogin"];
            };
        };
        responses: {
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionView"];
                };
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "session-end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem (RFC 9457) */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
