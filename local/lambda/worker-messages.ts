/** What a worker thread is given when it starts. */
export interface EnvironmentStart {
  readonly clock: SharedArrayBuffer;
  /** File URL of the runtime interface client. */
  readonly runtimeClientUrl: string;
  /** Folder for V8's compiled code, so that the second start of a bundle skips parsing. */
  readonly compileCacheFolder: string;
}

/** An invocation on its way into an environment: what the Runtime API answers to `next`. */
export interface InvocationMessage {
  readonly bodyJson: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What an environment tells the cell: the Runtime API's calls. */
export type EnvironmentMessage =
  /** With the processor time the thread has used since the environment began. */
  | { readonly call: 'next'; readonly cpuMilliseconds: number }
  | { readonly call: 'response'; readonly requestId: string; readonly body: string }
  | { readonly call: 'error'; readonly requestId: string; readonly body: string }
  | { readonly call: 'init-error'; readonly body: string };
